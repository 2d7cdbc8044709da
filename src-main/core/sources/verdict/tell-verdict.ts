import type { SenderVerdict, SentEvent } from '#shared/model/sender-verdict.ts'
import { judgeSender } from './judge-sender.ts'
import type { AttemptsOfEvent, SenderAttempt } from './sender-attempt.ts'
import { gapsOf, groupAttempts } from './sender-attempt.ts'

const mostEvents = 50

/** A verdict as the contract shows it, of the requests of a source, oldest first. */
export const tellVerdict = (
  attempts: readonly SenderAttempt[],
  { nowMs, sinceMs, ...of }: Pick<SenderVerdict, 'sourceId' | 'script' | 'taken'> & { nowMs: number; sinceMs: number },
): SenderVerdict => ({
  ...of,
  since: new Date(sinceMs).toISOString(),
  requests: attempts.length,
  judgements: judgeSender(attempts, nowMs),
  events: groupAttempts(attempts).slice(-mostEvents).toReversed().map(toSentEvent),
})

function toSentEvent(attempts: AttemptsOfEvent): SentEvent {
  const gaps = gapsOf(attempts)
  return {
    eventId: attempts[0]?.eventId ?? null,
    attempts: attempts.map(({ requestId, receivedAtMs, status, reason }, index) => ({
      requestId,
      receivedAt: new Date(receivedAtMs).toISOString(),
      status,
      reason,
      gapMs: gaps[index - 1] ?? null,
    })),
  }
}
