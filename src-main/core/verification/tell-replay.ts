import type { VerificationReport } from '#shared/model/verification.ts'
import { verificationReasons } from '#shared/model/verification.ts'

/** The report of a request that came before: its signature is good, and that is not enough. */
export function tellReplay(report: VerificationReport): VerificationReport {
  const { what, fix } = verificationReasons.replayed
  const step = {
    state: 'failed' as const,
    title: what,
    detail: fix,
    signedText: null,
    expected: null,
    received: null,
  }
  return { ...report, state: 'failed', reason: 'replayed', steps: [...report.steps, step] }
}
