import type { Patient, Telling, Trial, Verified } from '#main/core/verification/doctor/patient.ts'
import { signedDuration } from '#main/core/verification/duration.ts'

const closeSeconds = 30

/** The signature itself is right: only the time of signing was refused. */
export function* clock(patient: Patient): Generator<Trial> {
  if (patient.provider === null || patient.secrets.length === 0) return
  yield {
    tell: (check) => {
      const told = tellClock(patient, check)
      return told ?? { evidence: 'The signature verifies.', fix: 'Check the request again.', action: null }
    },
  }
}

/** What is wrong with the time of a signature that is right; null where it is within the limit. */
export function tellClock(patient: Patient, { skewSeconds }: Verified): Telling | null {
  const { toleranceSeconds, usualSkewSeconds } = patient
  if (skewSeconds === null || Math.abs(skewSeconds) <= toleranceSeconds) return null
  const evidence = `The signature is right, but it was made ${signedDuration(skewSeconds)} the request arrived; the limit is ${toleranceSeconds} s.`
  if (usualSkewSeconds !== null && Math.abs(usualSkewSeconds - skewSeconds) <= closeSeconds) {
    const fix = 'The requests around it are out by as much: set the clock of the sender, or of this computer, by NTP.'
    return { evidence, fix, action: null }
  }
  const fix =
    skewSeconds > 0
      ? 'Other clocks agree or are unknown: the request was held back or replayed. Let it be sent anew, or replay it with a new signature.'
      : 'The sender’s clock is ahead: set it by NTP, or look whether its timestamp is in seconds.'
  return { evidence, fix, action: null }
}
