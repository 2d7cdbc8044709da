import type { Patient, Telling } from '#main/core/verification/doctor/patient.ts'
import { providerOf } from '#main/core/verification/doctor/patient.ts'

const marksOfProxies =
  /^(via|forwarded|x-forwarded-.+|x-real-ip|x-envoy-.+|cf-.+|cdn-loop|x-amz(n|-cf)-.+|x-cloud-trace-context)$/i
const namedAtMost = 3

/** The header that should hold the signature is not there, and its signature stands nowhere else. */
export function observeMissingHeader(patient: Patient): Telling | null {
  const reading = providerOf(patient)?.readSignature(patient.request, patient.scheme)
  if (reading?.kind !== 'unreadable' || reading.reason !== 'signature-missing') return null
  const proxies = patient.request.headers.map(([name]) => name).filter((name) => marksOfProxies.test(name))
  const named = [...new Set(proxies)].slice(0, namedAtMost).join(', ')
  return {
    evidence:
      named === ''
        ? `There is no ${reading.header}, and no other header holds a signature that fits.`
        : `There is no ${reading.header}, but a proxy handled the request (${named}).`,
    fix:
      named === ''
        ? 'Set a secret where the sender is configured: without one it does not sign.'
        : 'Let the proxy pass the header on, or set a secret where the sender is configured.',
    action: null,
  }
}
