import type { Diagnosis, DiagnosisCause, DiagnosisFinding, DiagnosisTrial } from '#shared/model/diagnosis.ts'
import { diagnosisCauses } from '#shared/model/diagnosis.ts'
import { checkSignature } from '#main/core/verification/check-signature.ts'
import { causes } from './causes.ts'
import { tellClock } from './causes/clock.ts'
import { observeMissingHeader } from './causes/header-missing.ts'
import type { Patient, Trial, Verified } from './patient.ts'
import { providerOf } from './patient.ts'

/** How much is computed for a diagnosis, and how the event loop gets its turn between two checks. */
export type Effort = {
  bytesAtMost: number
  timeAtMostMs: number
  tick: () => number
  pause: () => Promise<void>
}

type Spent = { bytes: number; untilMs: number; pausedAtMs: number }
type Fit = { trial: Trial; check: Verified }

const msBetweenPauses = 8

/**
 * Tries the known causes one after the other and names the first under which the signature verifies. The time of
 * signing is left out of account, and told apart where it is out too. Never throws.
 */
export async function diagnose(patient: Patient, effort: Effort): Promise<Diagnosis> {
  const spent: Spent = {
    bytes: 0,
    untilMs: effort.tick() + effort.timeAtMostMs,
    pausedAtMs: effort.tick(),
  }
  const trials: DiagnosisTrial[] = []
  for (const [cause, trialsOf] of causes) {
    let tried = 0
    let isCutShort = false
    for await (const trial of trialsOf(patient)) {
      isCutShort = !(await mayGoOn(patient, trial, effort, spent))
      if (isCutShort) break
      tried += 1
      const check = checkTrial(patient, trial)
      if (check === null) continue
      trials.push(trialOf(cause, 'fits', tried))
      return found(findingsOf(patient, cause, { trial, check }), trials)
    }
    trials.push(trialOf(cause, isCutShort ? 'unfinished' : tried === 0 ? 'skipped' : 'no', tried))
  }
  return withoutFit(patient, trials)
}

async function mayGoOn(patient: Patient, trial: Trial, effort: Effort, spent: Spent): Promise<boolean> {
  const secretCount = Math.max(1, (trial.secrets ?? patient.secrets).length)
  spent.bytes += secretCount * (trial.request ?? patient.request).body.length
  const now = effort.tick()
  if (spent.bytes > effort.bytesAtMost || now > spent.untilMs) return false
  if (now - spent.pausedAtMs >= msBetweenPauses) {
    await effort.pause()
    spent.pausedAtMs = effort.tick()
  }
  return true
}

function checkTrial(patient: Patient, trial: Trial): Verified | null {
  const provider = trial.provider ?? providerOf(patient)
  if (provider === null) return null
  const check = checkSignature(provider, trial.request ?? patient.request, {
    hmac: trial.scheme === undefined ? patient.scheme : trial.scheme,
    canonicalUrl: trial.canonicalUrl === undefined ? patient.canonicalUrl : trial.canonicalUrl,
    toleranceSeconds: Number.POSITIVE_INFINITY,
    secrets: trial.secrets ?? patient.secrets,
  })
  return check.ended === 'verified' ? check : null
}

const trialOf = (cause: DiagnosisCause, outcome: DiagnosisTrial['outcome'], tried: number): DiagnosisTrial => ({
  cause,
  title: diagnosisCauses[cause],
  outcome,
  tried,
})

function findingsOf(patient: Patient, cause: DiagnosisCause, { trial, check }: Fit): DiagnosisFinding[] {
  const finding: DiagnosisFinding = {
    cause,
    title: diagnosisCauses[cause],
    proof: 'recomputed',
    ...trial.tell(check),
  }
  const clock = cause === 'clock' ? null : tellClock(patient, check)
  return clock === null
    ? [finding]
    : [finding, { cause: 'clock', title: diagnosisCauses.clock, proof: 'observed', ...clock }]
}

const found = (findings: DiagnosisFinding[], trials: DiagnosisTrial[]): Diagnosis => ({
  state: 'found',
  summary: `${findings.map(({ title }) => title).join('. ')}.`,
  findings,
  trials,
})

function withoutFit(patient: Patient, trials: DiagnosisTrial[]): Diagnosis {
  const missing = observeMissingHeader(patient)
  if (missing !== null) {
    const finding: DiagnosisFinding = {
      cause: 'header-missing',
      title: diagnosisCauses['header-missing'],
      proof: 'observed',
      ...missing,
    }
    return found([finding], [...trials, trialOf('header-missing', 'fits', 1)])
  }
  const isWhole = trials.every(({ outcome }) => outcome !== 'unfinished')
  const rest = isWhole ? '' : ' Not every way could be tried: the body is large.'
  return { state: 'none', summary: `None of these. ${likeliest(patient)}${rest}`, findings: [], trials }
}

function likeliest({ provider, secrets }: Patient): string {
  if (provider === null)
    return 'No sender is recognised, so nothing says how to check. Choose a provider on the source.'
  if (secrets.length === 0) return 'The source has no secret to check with. Add the one that the sender shows.'
  return 'Most likely the secret is another one, or the body was changed in a way that cannot be undone.'
}

/** The diagnosis of a request that needs none. */
export const noDiagnosis = (summary: string): Diagnosis => ({
  state: 'not-needed',
  summary,
  findings: [],
  trials: [],
})
