import type { OutgoingResult } from '#main/core/ports.ts'
import { isSuccess } from './attempt-records.ts'

/** A target that listens but never answers is tried so often: what follows must not wait behind it for ever. */
const attemptsAtMost = 5

/** Nothing of the request has reached the target, and once it is back it will. */
const awayCodes = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTDOWN',
  'EHOSTUNREACH',
  'ENETDOWN',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
])

/** What attempt `number` makes of a forwarded delivery. `retrying` waits until the target listens; any other answer than a 2xx ends it. */
export function stateAfter(result: OutgoingResult, number: number): 'delivered' | 'retrying' | 'dead_letter' {
  if (isSuccess(result)) return 'delivered'
  if (result.kind === 'answered' || result.code === 'timed-out') return 'dead_letter'
  return awayCodes.has(result.code) || number < attemptsAtMost ? 'retrying' : 'dead_letter'
}
