import type { Ending } from '#main/core/database/stores/sending-writes.ts'
import { nextTry } from '#main/core/deliveries/next-try.ts'
import type { Outcome } from '#main/core/deliveries/outcome.ts'
import type { LiveWebhook } from '#main/core/webhooks/live-webhook.ts'

type Settled = Pick<Ending, 'state' | 'dueAt' | 'reason'>

export type EndedAttempt = {
  /** 1 for the first. */
  number: number
  firstStartedAt: number
  endedAt: number
  isTest: boolean
  /** From 0 up to 1. */
  chance: number
}

/** What becomes of a delivery after an attempt. A webhook that sends no more keeps what could have been tried again. */
export function settleAttempt(outcome: Outcome, webhook: LiveWebhook | undefined, attempt: EndedAttempt): Settled {
  if (outcome.kind === 'delivered') return { state: 'delivered', dueAt: null, reason: null }
  const { reason, errorClass } = outcome
  if (outcome.kind === 'dead') return { state: 'dead_letter', dueAt: null, reason }
  if (attempt.isTest) return { state: 'dead_letter', dueAt: null, reason: `${reason} A test is tried once.` }
  if (!('retryAfterMs' in outcome) || webhook?.status !== 'active') return { state: 'held', dueAt: null, reason }
  const { retryAfterMs } = outcome
  const dueAt = nextTry(webhook.settings.retry, { ...attempt, retryAfterMs, errorClass }, attempt.chance)
  if (dueAt !== null) return { state: 'retrying', dueAt, reason: null }
  const count = attempt.number === 1 ? 'the only attempt' : `the last of ${attempt.number} attempts`
  return { state: 'dead_letter', dueAt: null, reason: `${reason} It was ${count}.` }
}
