import type { AttemptEnd, NewAttempt } from '#main/core/database/stores/delivery-store.ts'
import type { OutgoingResult } from '#main/core/ports.ts'
import { classOfFailure } from './classify-failure.ts'
import { classOfAnswer } from './outcome.ts'
import type { ReplayPlan } from './plan-replay.ts'

/** Of an answer so much is kept. */
export const keptAnswerBytes = 64_000

export type PlannedAttempt = {
  id: string
  workspaceId: string
  deliveryId: string
  number: number
  plan: ReplayPlan
  now: number
}

/** An attempt as it is recorded before it is made. */
export function newAttempt({ id, workspaceId, deliveryId, number, plan, now }: PlannedAttempt): NewAttempt {
  const { method, url, headers, body } = plan.request
  return {
    id,
    workspaceId,
    deliveryId,
    number,
    startedAt: now,
    endedAt: null,
    request: JSON.stringify({
      method,
      url,
      headers,
      bodyBytes: body.length,
      droppedHeaders: plan.droppedHeaders,
      ...plan.changes,
    }),
    response: null,
    responseBody: null,
    error: null,
    timing: null,
  }
}

/** What an attempt came to, as it is recorded after it. */
export function attemptEnd(id: string, result: OutgoingResult, endedAt: number): AttemptEnd {
  const timing = JSON.stringify(result.timing)
  if (result.kind === 'failed') {
    const error = JSON.stringify({ code: result.code, message: result.message })
    const failure = { status: null, errorClass: classOfFailure(result.code) }
    return { id, endedAt, response: null, responseBody: null, error, timing, ...failure }
  }
  const { status, headers, bodyBytes } = result
  const responseBody = result.body.subarray(0, keptAnswerBytes)
  const response = JSON.stringify({ status, headers, bodyBytes, isCut: bodyBytes > responseBody.length })
  const errorClass = classOfAnswer(status, headers)
  return { id, endedAt, response, responseBody, error: null, timing, status, errorClass }
}

/** The end of an attempt that Creel itself cut short. */
export function interruptedEnd(id: string, endedAt: number): AttemptEnd {
  const message = 'Creel stopped before the answer came. Whether the target got it is not known.'
  const error = JSON.stringify({ code: 'interrupted', message })
  const failure = { status: null, errorClass: classOfFailure('interrupted') }
  return { id, endedAt, response: null, responseBody: null, error, timing: null, ...failure }
}

/** A 2xx is a delivery; everything else is not. */
export const isSuccess = (result: OutgoingResult): boolean =>
  result.kind === 'answered' && result.status >= 200 && result.status < 300

/** The end of an attempt that a person's cancel cut short. */
export function cancelledEnd(id: string, { timing }: OutgoingResult, endedAt: number): AttemptEnd {
  const message = 'Cancelled while it was under way. Whether the target got it is not known.'
  return attemptEnd(id, { kind: 'failed', code: 'cancelled', message, timing }, endedAt)
}
