import type { CapturedRequest } from '#main/core/requests/captured-request.ts'
import { diagnose } from '#main/core/verification/doctor/diagnose.ts'
import type { Neighbour, Patient } from '#main/core/verification/doctor/patient.ts'
import { providers } from '#main/providers/providers.ts'
import type { Diagnosis } from '#shared/model/diagnosis.ts'
import { withHeader } from '#shared/model/header-pairs.ts'
import type { HmacScheme, ProviderName } from '#shared/model/provider.ts'
import { capturedRequest } from './captured-request.ts'

export const receivedAtSeconds = 1_794_922_262
export const secretOfPatients = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
export const otherSecretOfPatients = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD'

/** How a patient's sender signs. */
export type Signing = {
  provider: ProviderName
  scheme?: HmacScheme | null
  secret?: string
  atSeconds?: number
  body?: string | Uint8Array
  contentType?: string
  host?: string
}

/** A request as its sender would sign it; null where the sender cannot be played, because it signs with a private key. */
export function signedBy({
  provider,
  scheme = null,
  secret = secretOfPatients,
  atSeconds = receivedAtSeconds - 2,
  body = '{"id":"evt_1"}',
  contentType = 'application/json',
  host = 'creel.example',
}: Signing): CapturedRequest | null {
  const request = capturedRequest({
    headers: [
      ['Host', host],
      ['Content-Type', contentType],
      ['webhook-id', 'msg_1'],
      ['webhook-timestamp', String(atSeconds)],
    ],
    body,
    receivedAtMs: receivedAtSeconds * 1000,
  })
  const signing = providers[provider].sign(request, { secret, atSeconds, scheme })
  if (signing.kind === 'impossible') return null
  const headers = signing.headers.reduce((pairs, [name, value]) => withHeader(pairs, name, value), request.headers)
  return { ...request, headers }
}

/** A patient as the doctor gets it; the request is as it arrived. */
export const patientOf = (
  request: CapturedRequest,
  provider: ProviderName | null,
  more: Partial<Patient> & { neighboursAre?: readonly Neighbour[] } = {},
): Patient => {
  const { neighboursAre = [], ...rest } = more
  return {
    request,
    provider,
    scheme: null,
    canonicalUrl: null,
    addresses: [],
    toleranceSeconds: 300,
    secrets: [{ id: 'sec_1', secret: secretOfPatients, hint: 'whsec_…LaSw' }],
    removed: [],
    elsewhere: [],
    neighbours: async function* () {
      yield* neighboursAre
    },
    usualSkewSeconds: null,
    ...rest,
  }
}

/** Diagnoses without a limit of time. */
export const diagnosed = (patient: Patient, limits: { bytesAtMost?: number } = {}): Promise<Diagnosis> =>
  diagnose(patient, {
    bytesAtMost: limits.bytesAtMost ?? 1_000_000_000,
    timeAtMostMs: 1,
    tick: () => 0,
    pause: async () => {},
  })
