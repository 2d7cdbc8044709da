import type { HeaderPairs } from '#shared/model/header-pairs.ts'
import { hopHeaders } from '#shared/model/header-pairs.ts'
import type { DiagnosisAction } from '#shared/model/diagnosis.ts'
import { HmacScheme } from '#shared/model/provider.ts'
import type { Patient, Trial } from '#main/core/verification/doctor/patient.ts'
import { providerOf } from '#main/core/verification/doctor/patient.ts'
import { schemeAction, tokenTrials } from './token-trials.ts'

const headersAtMost = 64

/** What the scheme looks for stands in a header of another name: a proxy or a framework renamed it. */
export function* wrongHeader(patient: Patient): Generator<Trial> {
  yield* renamed(patient)
  yield* tokenTrials(
    patient,
    ({ isInPlace, isOfHash }) => !isInPlace && isOfHash,
    ({ token, expected: { reading } }) => telling(token.header, reading.header, schemeAction(patient, token)),
  )
}

function* renamed(patient: Patient): Generator<Trial> {
  const { request, scheme, secrets } = patient
  const reading = providerOf(patient)?.readSignature(request, scheme)
  if (reading === undefined || secrets.length === 0 || reading.header === '') return
  const wanted = reading.header
  const rest = request.headers.filter(([name]) => name.toLowerCase() !== wanted.toLowerCase())
  for (const [index, [name, value]] of rest.slice(0, headersAtMost).entries()) {
    if (hopHeaders.has(name.toLowerCase()) || value === '') continue
    const headers: HeaderPairs = rest.map((pair, at) => (at === index ? [wanted, value] : pair))
    yield { request: { ...request, headers }, tell: () => telling(name, wanted, headerAction(patient, wanted, name)) }
  }
}

const telling = (header: string, wanted: string, action: DiagnosisAction | null) => ({
  evidence: `What ${wanted} should hold stands in ${header}, and it is right.`,
  fix:
    action === null
      ? `Let the proxy or framework in between keep the name ${wanted}.`
      : `Set ${header} on the source, or let the sender write ${wanted}.`,
  action,
})

function headerAction({ provider, scheme }: Patient, wanted: string, header: string): DiagnosisAction | null {
  if (provider !== 'hmac') return null
  const own = scheme ?? HmacScheme.parse({})
  const hmac = wanted === own.timestampHeader ? { ...own, timestampHeader: header } : { ...own, header }
  return { kind: 'set-provider', provider: 'hmac', hmac }
}
