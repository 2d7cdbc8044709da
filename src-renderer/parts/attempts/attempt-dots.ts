import type { DeliveryRow } from '#shared/model/delivery.ts'
import type { Webhook } from '#shared/model/webhook.ts'
import { RetryPolicy } from '#shared/rules/retry-policy.ts'

/** One attempt as a mark: a circle for delivered, a square for failed, dotted for the next, a ring for what may follow. */
export type AttemptDot = 'delivered' | 'failed' | 'sending' | 'next' | 'later'

const mostDots = 10

const triedOnce = RetryPolicy.parse({ kind: 'schedule', delaysSeconds: [] })

/** How a delivery is tried again: as its webhook says, a test never; null where that is not known. */
export const policyOf = ({ isTest }: DeliveryRow, webhook: Webhook | undefined): RetryPolicy | null =>
  isTest ? triedOnce : (webhook?.retry ?? null)

/** The attempts of a delivery as marks, those made before those to come; `total` is what its retry policy allows. */
export function attemptDots({ state, attemptCount }: DeliveryRow, total: number | null): AttemptDot[] {
  const made = Array.from({ length: attemptCount }, (_, index): AttemptDot => {
    const isLast = index === attemptCount - 1
    if (isLast && state === 'delivered') return 'delivered'
    return isLast && state === 'sending' ? 'sending' : 'failed'
  })
  const isGoingOn = state === 'queued' || state === 'retrying'
  const next: AttemptDot[] = isGoingOn ? ['next'] : []
  const isOver = state === 'delivered' || state === 'dead_letter' || state === 'cancelled'
  const later = isOver || total === null ? 0 : Math.max(0, total - made.length - next.length)
  return [...made, ...next, ...Array.from({ length: later }, (): AttemptDot => 'later')].slice(-mostDots)
}

/** The same in words. */
export function attemptWords({ attemptCount }: DeliveryRow, total: number | null): string {
  const made = `${attemptCount} ${attemptCount === 1 ? 'attempt' : 'attempts'}`
  return total === null || total <= attemptCount ? made : `${made} of ${total}`
}
