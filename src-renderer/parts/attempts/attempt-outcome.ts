import { formatDuration } from '#renderer/parts/format-time.ts'
import type { Attempt, Delivery } from '#shared/model/delivery.ts'

/** How an attempt ended, for one line. */
export type AttemptOutcome = { tone: 'ok' | 'bad' | 'busy'; title: string; time: string | null }

/** What an attempt came to: the status of the answer, the error, or that it is under way. */
export function attemptOutcome(attempt: Attempt): AttemptOutcome {
  const time = attempt.timing === null ? null : formatDuration(attempt.timing.totalMs)
  const { status, isSuccess } = attempt
  if (status !== null) return { tone: isSuccess ? 'ok' : 'bad', title: String(status), time }
  if (attempt.error) return { tone: 'bad', title: attempt.error.message, time }
  return { tone: 'busy', title: 'Under way', time }
}

/** The attempt that tells how a delivery fares: the newest one. */
export const newestAttempt = (delivery: Delivery): Attempt | undefined => delivery.attempts.at(-1)
