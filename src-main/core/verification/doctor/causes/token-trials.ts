import type { ExpectedReading, Token } from '#main/core/verification/doctor/loose-reading.ts'
import { expectedReadings, readingToken, tokensOf } from '#main/core/verification/doctor/loose-reading.ts'
import type { Patient, Telling, Trial } from '#main/core/verification/doctor/patient.ts'
import { providerOf } from '#main/core/verification/doctor/patient.ts'
import type { DiagnosisAction } from '#shared/model/diagnosis.ts'
import { HmacScheme } from '#shared/model/provider.ts'

/** A token, and whether it stands where the scheme looks, in the hash that the scheme uses. */
type Found = { token: Token; expected: ExpectedReading; isInPlace: boolean; isOfHash: boolean }

/** Tries the tokens of a request that `isWanted` as its signature, whatever their header, letters and hash. */
export function* tokenTrials(
  patient: Patient,
  isWanted: (found: Found) => boolean,
  tell: (found: Found) => Telling,
): Generator<Trial> {
  const provider = providerOf(patient)
  if (provider === null) return
  const tokens = tokensOf(patient.request)
  for (const expected of expectedReadings(patient)) {
    for (const token of tokens) {
      const isInPlace = token.header.toLowerCase() === expected.reading.header.toLowerCase()
      const found = { token, expected, isInPlace, isOfHash: token.hash === expected.algorithm.hash }
      if (isWanted(found)) yield { provider: readingToken(provider, expected, token), tell: () => tell(found) }
    }
  }
}

export const hashWords = { sha1: 'SHA-1', sha256: 'SHA-256', sha512: 'SHA-512' }

/** Takes over what the signature is really like, where the scheme is the source's own. */
export function schemeAction({ provider, scheme }: Patient, token: Token): DiagnosisAction | null {
  if (provider !== 'hmac') return null
  const { header, before: prefix, hash: algorithm, encoding } = token
  return {
    kind: 'set-provider',
    provider: 'hmac',
    hmac: { ...(scheme ?? HmacScheme.parse({})), header, prefix, algorithm, encoding },
  }
}
