import type { Patient, Trial } from '#main/core/verification/doctor/patient.ts'
import { providerOf } from '#main/core/verification/doctor/patient.ts'
import { valueOf } from '#shared/model/header-pairs.ts'

const ports = ['', ':443', ':80', ':8443', ':4400']

/** A scheme that signs the address: the sender knows another one than the request, or the source, names. */
export function* address(patient: Patient): Generator<Trial> {
  if (patient.secrets.length === 0 || !signsAddress(patient)) return
  for (const base of new Set(basesOf(patient))) {
    yield {
      canonicalUrl: base,
      tell: () => ({
        evidence: `The signature verifies for the address ${base}.`,
        fix: 'Name this address on the source as the one that the sender knows, or correct it where the sender is configured.',
        action: null,
      }),
    }
  }
}

/** Whether another address makes another signed text. */
function signsAddress(patient: Patient): boolean {
  const textFor = (url: string): string | null => {
    const reading = providerOf(patient)?.readSignature(patient.request, patient.scheme, url)
    return reading?.kind === 'readable'
      ? Buffer.concat(reading.stated.flatMap(({ signed }) => signed)).toString('latin1')
      : null
  }
  return textFor('https://one.invalid') !== textFor('https://two.invalid')
}

function basesOf({ request, canonicalUrl, addresses }: Patient): string[] {
  const named = ['X-Forwarded-Host', 'X-Original-Host', 'Host'].flatMap((name) => valueOf(request.headers, name) ?? [])
  const known = [...addresses, ...(canonicalUrl === null ? [] : [canonicalUrl])].flatMap((url) => {
    const [, host = ''] = /^https?:\/\/([^/]+)/.exec(url) ?? []
    return host === '' ? [] : [host]
  })
  const hosts = [...named, ...known].map((host) => host.split(',')[0]?.trim().replace(/:\d+$/, '') ?? '')
  const above = request.target.slice(0, request.target.length - request.path.length)
  const paths = [above, '', above.replace(/\/$/, ''), `${above}/`]
  return [
    ...addresses,
    ...['https', 'http'].flatMap((scheme) =>
      hosts.flatMap((host) => ports.flatMap((port) => paths.map((path) => `${scheme}://${host}${port}${path}`))),
    ),
  ]
}
