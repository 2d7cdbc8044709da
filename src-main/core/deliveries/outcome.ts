import { valuesOf } from '#shared/model/header-pairs.ts'
import type { HeaderPairs } from '#shared/model/header-pairs.ts'
import type { ErrorClass } from '#shared/rules/error-class.ts'
import { errorClasses } from '#shared/rules/error-class.ts'
import { classOfFailure, classOfStatus } from './classify-failure.ts'
import { retryAfterMs } from './retry-after.ts'

/** What came of sending: an answer, late if it came after the time-out, or none. */
export type AttemptResult =
  | { kind: 'answered'; status: number; headers: HeaderPairs; isLate?: boolean }
  | { kind: 'failed'; code: string; message?: string }

/**
 * What an attempt means for its delivery and its webhook.
 * `retry`: try again by the policy. `throttle`: the same, and the target asks for less. `disable`: the target wants
 * nothing any more. `dead`: trying again could not help.
 */
export type Outcome =
  | { kind: 'delivered'; isLate: boolean }
  | { kind: 'retry' | 'throttle'; errorClass: ErrorClass; reason: string; retryAfterMs: number | null }
  | { kind: 'disable' | 'dead'; errorClass: ErrorClass; reason: string }

/** Headers by which a target asks not to be sent a message again: Svix's and Slack's. */
const stopSigns: ReadonlyArray<readonly [name: string, value: string]> = [
  ['webhook-delivery', 'abort-message'],
  ['x-slack-no-retry', '1'],
]

/** No other attempt could end otherwise: what is wrong is the request itself or its address. */
const hopeless: ReadonlySet<ErrorClass> = new Set(['forbidden', 'unsendable', 'not-rendered'])

const asksToStop = (headers: HeaderPairs): boolean =>
  stopSigns.some(([name, wanted]) => valuesOf(headers, name).some((value) => value.trim().toLowerCase() === wanted))

/** The class of an answer; null where it is a success. A target that asks not to be sent this again is heard, but for 410. */
export function classOfAnswer(status: number, headers: HeaderPairs): ErrorClass | null {
  if (status >= 200 && status < 300) return null
  const errorClass = classOfStatus(status)
  return errorClass !== 'gone' && asksToStop(headers) ? 'stopped-by-target' : errorClass
}

/**
 * Says what an attempt that ended at `endedAt` came to. 2xx delivers; a redirect is never followed and fails; 410
 * switches the webhook off; 429, 502 and 504 slow it down (spec/standard-webhooks.md, operational considerations). A late 2xx delivers where `lateCounts`, else it is only recorded.
 */
export function outcomeOf(result: AttemptResult, endedAt: number, { lateCounts }: { lateCounts: boolean }): Outcome {
  if (result.kind === 'failed') return outcomeOfFailure(classOfFailure(result.code), result.message)
  const { status, headers, isLate = false } = result
  const errorClass = classOfAnswer(status, headers)
  if (errorClass === null) return isLate && !lateCounts ? outcomeOfFailure('timed-out') : { kind: 'delivered', isLate }
  const reason = `${errorClasses[errorClass].what}: it answered ${status}.`
  if (errorClass === 'gone') return { kind: 'disable', errorClass, reason }
  if (errorClass === 'stopped-by-target')
    return { kind: 'dead', errorClass, reason: `${errorClasses[errorClass].what}.` }
  return {
    kind: errorClass === 'throttled' ? 'throttle' : 'retry',
    errorClass,
    reason,
    retryAfterMs: retryAfterMs(headers, endedAt),
  }
}

function outcomeOfFailure(errorClass: ErrorClass, message = ''): Outcome {
  const { what } = errorClasses[errorClass]
  // What has to be mended before it can be sent is not to be looked for in its attempts.
  const isTold = message !== '' && (hopeless.has(errorClass) || errorClass === 'tls')
  const reason = isTold ? `${what}: ${message}` : `${what}.`
  if (hopeless.has(errorClass)) return { kind: 'dead', errorClass, reason }
  return { kind: 'retry', errorClass, reason, retryAfterMs: null }
}
