import type { Tone } from '#renderer/parts/pill.tsx'
import type { Webhook } from '#shared/model/webhook.ts'

/** How a webhook fares, in a word or two. */
export type Standing = { tone: Tone; words: string }

const fewFailures = 0.95

/** `99.98%`; never rounded up to all. */
const percentOf = (share: number): string => `${Math.floor(share * 10_000) / 100}%`

/** How a webhook fares: what stops it first, then how much of what it sent was delivered. */
export function standingOf(webhook: Webhook): Standing {
  if (webhook.deletedAt !== null) return { tone: 'idle', words: 'Deleted' }
  if (webhook.status === 'paused') return { tone: 'idle', words: 'Paused' }
  if (webhook.status === 'disabled') return { tone: 'bad', words: 'Disabled' }
  if (webhook.isTripped) return { tone: 'warn', words: 'Failing, rests for a while' }
  if (isOverQuota(webhook)) return { tone: 'warn', words: 'Daily quota used up' }
  const { successRate, deadLetterCount } = webhook
  if (successRate === null) return { tone: 'idle', words: 'Nothing sent yet' }
  const letters = `${deadLetterCount} dead ${deadLetterCount === 1 ? 'letter' : 'letters'}`
  if (successRate < fewFailures) return { tone: 'bad', words: letters }
  return { tone: 'ok', words: `${percentOf(successRate)} delivered` }
}

/** The deliveries of this UTC day are used up: what comes is held until the next. */
export const isOverQuota = ({ dailyQuota, usedToday }: Webhook): boolean =>
  dailyQuota !== null && usedToday >= dailyQuota
