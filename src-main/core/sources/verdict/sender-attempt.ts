/** One stored request, as far as a verdict on its sender looks at it. */
export type SenderAttempt = {
  requestId: string
  receivedAtMs: number
  target: string
  /** Null: the script gave no answer. */
  status: number | null
  reason: string | null
  /** In milliseconds from when the request came; null: the answer named no wait. */
  retryAfterMs: number | null
  /** Where a redirect led, as the target of a request; null: it was none. */
  redirectTarget: string | null
  eventId: string | null
  bodyHash: string
  /** When it says it was signed; null: it does not say, or it is not checked. */
  signedAtSeconds: number | null
}

/** All attempts of one event, oldest first. */
export type AttemptsOfEvent = readonly SenderAttempt[]

export const isTaken = ({ status }: SenderAttempt): boolean => status !== null && status >= 200 && status < 300

/** What a sender should try again: no answer, 429, and whatever is the receiver's own fault. */
export const isFailure = ({ status }: SenderAttempt): boolean => status === null || status === 429 || status >= 500

/** The attempts of each event, told apart by their event id, else by their body; in order of the first. */
export function groupAttempts(attempts: readonly SenderAttempt[]): AttemptsOfEvent[] {
  return [...Map.groupBy(attempts, ({ eventId, bodyHash }) => eventId ?? `body ${bodyHash}`).values()]
}

/** Each attempt with the one after it. */
export const pairsOf = (attempts: AttemptsOfEvent): (readonly [SenderAttempt, SenderAttempt])[] =>
  attempts.slice(1).flatMap((after, index) => {
    const before = attempts[index]
    return before ? [[before, after] as const] : []
  })

/** The waits between attempts. */
export const gapsOf = (attempts: AttemptsOfEvent): number[] =>
  pairsOf(attempts).map(([before, after]) => after.receivedAtMs - before.receivedAtMs)
