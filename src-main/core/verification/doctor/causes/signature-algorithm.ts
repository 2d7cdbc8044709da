import type { Patient, Trial } from '#main/core/verification/doctor/patient.ts'
import { hashWords, schemeAction, tokenTrials } from './token-trials.ts'

/** The signature was made with another hash than the scheme's. */
export const signatureAlgorithm = (patient: Patient): Generator<Trial> =>
  tokenTrials(
    patient,
    ({ isOfHash }) => !isOfHash,
    ({ token, expected: { algorithm } }) => ({
      evidence: `The signature in ${token.header} is an HMAC ${hashWords[token.hash]}; the scheme says ${hashWords[algorithm.hash]}.`,
      fix:
        schemeAction(patient, token) === null
          ? `Let the sender sign with ${hashWords[algorithm.hash]}.`
          : `Set the hash of the scheme on the source, or let the sender sign with ${hashWords[algorithm.hash]}.`,
      action: schemeAction(patient, token),
    }),
  )
