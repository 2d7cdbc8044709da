import type { Patient, Trial } from '#main/core/verification/doctor/patient.ts'
import { schemeAction, tokenTrials } from './token-trials.ts'

/** The signature is right, but written in other letters than the scheme's, or without its prefix. */
export const signatureEncoding = (patient: Patient): Generator<Trial> =>
  tokenTrials(
    patient,
    ({ isInPlace, isOfHash }) => isInPlace && isOfHash,
    ({ token, expected: { reading, algorithm } }) => ({
      evidence:
        token.encoding === algorithm.encoding
          ? `The signature in ${reading.header} is right, but is not written as the scheme says: prefix, capitals or padding differ.`
          : `The signature in ${reading.header} is right, but written in ${token.encoding}; the scheme says ${algorithm.encoding}.`,
      fix:
        schemeAction(patient, token) === null
          ? 'Compare the code that signs with the provider’s format.'
          : 'Set the encoding and the prefix of the scheme on the source, or change what the sender writes.',
      action: schemeAction(patient, token),
    }),
  )
