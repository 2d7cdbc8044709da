import { AppError } from '#shared/contract/problem.ts'
import type { EventIdChoice, ReplayOptions } from '#shared/model/replay.ts'
import type { Random } from '#main/core/ports.ts'
import { checkReplayable } from '#main/core/deliveries/check-replayable.ts'
import type { ReplayPlan } from '#main/core/deliveries/plan-replay.ts'
import { planReplay } from '#main/core/deliveries/plan-replay.ts'
import type { CapturedRequest } from '#main/core/requests/captured-request.ts'
import type { RequestEdits } from './edit-request.ts'
import { editRequest, editedParts } from './edit-request.ts'
import { findEventId, renewEventId } from './renew-event-id.ts'
import type { HowToSign } from './sign-again.ts'
import { signAgain } from './sign-again.ts'

/** What is to be done to a request before it goes out again. */
export type ReplayWishes = { edits: RequestEdits; resign: boolean; eventId: EventIdChoice }

export type ReplaySubject = { state: string; captured: CapturedRequest; targetUrl: string; how: HowToSign }

/**
 * Edits, renews the event id, signs, in this order: what is signed is what is sent. Throws `bad-input`, `body-gone`,
 * `cannot-sign` or `cannot-renew`; then nothing is to be sent.
 */
export function prepareReplay(subject: ReplaySubject, wishes: ReplayWishes, random: Random): ReplayPlan {
  const { state, captured, targetUrl, how } = subject
  // A body that was not kept does not matter to one who brings another.
  if (state === 'malformed' || wishes.edits.body === undefined) checkReplayable(state, captured)
  const edited = editRequest(captured, wishes.edits)
  const renewed = wishes.eventId === 'keep' ? { request: edited, eventId: null } : renew(edited, how, random)
  const signed = wishes.resign ? sign(renewed.request, how) : { request: renewed.request, secret: null }
  const parts = editedParts(captured, signed.request)
  return {
    ...planReplay(signed.request, targetUrl),
    changes: { edited: parts, signedWith: signed.secret, newEventId: renewed.eventId },
  }
}

/** What a replay of this request could do. */
export function tellReplayOptions({ captured, how }: ReplaySubject, targetUrl: string | null): ReplayOptions {
  const signing = signAgain(captured, how)
  const id = findEventId(captured, how.provider)
  return {
    targetUrl,
    provider: how.provider,
    signing: signing.kind === 'signed' ? { secret: signing.secret, headers: signing.headers } : null,
    signingProblem: signing.kind === 'signed' ? null : signing.reason,
    eventId: id.kind === 'fixed' ? null : { value: id.value, in: id.place.in, name: nameOf(id.place) },
    eventIdProblem: id.kind === 'fixed' ? id.reason : null,
  }
}

const nameOf = (place: { in: 'header'; name: string } | { in: 'body'; path: string }): string =>
  place.in === 'header' ? place.name : place.path

function renew(request: CapturedRequest, { provider }: HowToSign, random: Random) {
  const found = findEventId(request, provider)
  if (found.kind === 'fixed') throw new AppError('cannot-renew', `The event id cannot be renewed. ${found.reason}`)
  return renewEventId(request, found, random)
}

function sign(request: CapturedRequest, how: HowToSign) {
  const signing = signAgain(request, how)
  if (signing.kind === 'signed') return signing
  throw new AppError('cannot-sign', `The request cannot be signed again. ${signing.reason} Nothing was sent.`)
}
