import type { CapturedRequest } from '#main/core/requests/captured-request.ts'
import type { SignatureAlgorithm } from '#main/providers/match-signature.ts'
import { decodeBase64 } from '#main/providers/match-signature.ts'
import type { Provider, SignatureReading } from '#main/providers/provider.ts'
import { hopHeaders, withHeader } from '#shared/model/header-pairs.ts'
import type { Patient } from './patient.ts'
import { providerOf } from './patient.ts'

type Hash = Extract<SignatureAlgorithm, { kind: 'hmac' }>['hash']

/** Something in a header that has the length of a signature. */
export type Token = {
  header: string
  /** The header's value up to it: `sha256=`. */
  before: string
  hash: Hash
  /** Its bytes in hex, in small letters. */
  hex: string
  encoding: 'hex' | 'base64'
}

const hashOfBytes = new Map<number, Hash>([
  [20, 'sha1'],
  [32, 'sha256'],
  [64, 'sha512'],
])
const tokenPattern = /[A-Za-z0-9+/_-]{27,128}={0,2}/g
const headersAtMost = 100
const valueLettersAtMost = 4096
const tokensAtMost = 24

/** All that could be an HMAC in the headers, in whatever letters it is written. */
export function tokensOf({ headers }: CapturedRequest): Token[] {
  return headers
    .filter(([name]) => !hopHeaders.has(name.toLowerCase()))
    .slice(0, headersAtMost)
    .flatMap(([header, value]) =>
      [...value.slice(0, valueLettersAtMost).matchAll(tokenPattern)].flatMap((match) => {
        const read = readToken(match[0])
        return read === null ? [] : [{ header, before: value.slice(0, match.index), ...read }]
      }),
    )
    .slice(0, tokensAtMost)
}

function readToken(text: string): Pick<Token, 'hash' | 'hex' | 'encoding'> | null {
  if (/^([0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{128})$/i.test(text)) {
    const hash = hashOfBytes.get(text.length / 2)
    return hash === undefined ? null : { hash, hex: text.toLowerCase(), encoding: 'hex' }
  }
  const plain = text.replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, '')
  const bytes = decodeBase64(plain.padEnd(Math.ceil(plain.length / 4) * 4, '='))
  const hash = bytes === null ? undefined : hashOfBytes.get(bytes.length)
  return bytes === null || hash === undefined ? null : { hash, hex: bytes.toString('hex'), encoding: 'base64' }
}

/** What the sender's scheme would read, had the request been signed as the scheme says. */
export type ExpectedReading = {
  reading: Extract<SignatureReading, { kind: 'readable' }>
  algorithm: Extract<SignatureAlgorithm, { kind: 'hmac' }>
}

const timePattern = /(?<![\dA-Za-z])\d{10}(?:\d{3})?(?![\dA-Za-z])/g
const timesAtMost = 4

/**
 * The readings of a request as it should have been, one for each time that its headers may state. The request is
 * signed here for them: nothing that is computed leaves the doctor.
 */
export function expectedReadings(patient: Patient): ExpectedReading[] {
  const provider = providerOf(patient)
  if (provider === null) return []
  const { request, scheme, secrets } = patient
  return timesIn(request).flatMap((atSeconds) =>
    secrets.slice(0, 1).flatMap(({ secret }) => {
      const signing = provider.sign(request, { secret, atSeconds, scheme })
      if (signing.kind === 'impossible') return []
      const headers = signing.headers.reduce((pairs, [name, value]) => withHeader(pairs, name, value), request.headers)
      const reading = provider.readSignature({ ...request, headers }, scheme)
      if (reading.kind === 'unreadable') return []
      const algorithm = reading.stated[0]?.algorithm
      return algorithm?.kind === 'hmac' ? [{ reading, algorithm }] : []
    }),
  )
}

/** The times that stand in the headers, in seconds; the arrival where none does: then no scheme can need one. */
function timesIn({ headers, receivedAtMs }: CapturedRequest): number[] {
  const texts = headers
    .slice(0, headersAtMost)
    .flatMap(([, value]) => value.slice(0, valueLettersAtMost).match(timePattern) ?? [])
  const times = texts.map((text) => Number(text.slice(0, 10)))
  return times.length === 0 ? [Math.floor(receivedAtMs / 1000)] : [...new Set(times)].slice(0, timesAtMost)
}

/** The provider as it would read a token as its signature, made with the token's own hash. */
export function readingToken(provider: Provider, { reading }: ExpectedReading, { hash, hex }: Token): Provider {
  const algorithm = { kind: 'hmac', hash, encoding: 'hex' } as const
  const [stated] = reading.stated
  return {
    ...provider,
    readSignature: () => ({ ...reading, stated: stated ? [{ ...stated, algorithm, texts: [hex] }] : [] }),
  }
}
