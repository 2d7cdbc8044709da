import type { WebhookSecretSummary } from '#shared/model/webhook.ts'

/** A secret on the time line; `from` and `to` are parts of its length, 0 to 1. */
export type SecretBar = { id: string; hint: string; isNew: boolean; from: number; to: number }

/** The time line of a rotation: which secret signs when. All places are parts of its length, 0 to 1. */
export type RotationSpans = {
  bars: SecretBar[]
  now: number
  /** The new secret has not begun to sign. */
  isAhead: boolean
  /** When the new secret begins to sign. */
  startsAt: Date
  start: number
  /** When the old one stops; null: when the rotation is finished by hand. */
  endsAt: Date | null
  end: number | null
}

const leastMs = 3_600_000

/** The secrets that sign or will: while there are two, a rotation is under way. */
export const liveSecrets = (secrets: readonly WebhookSecretSummary[]): WebhookSecretSummary[] =>
  secrets.filter(({ state }) => state !== 'ended').toSorted((one, other) => one.startsAt.localeCompare(other.startsAt))

/** Lays a rotation out on a line; null where none is under way. */
export function rotationSpans(secrets: readonly WebhookSecretSummary[], now: Date): RotationSpans | null {
  const live = liveSecrets(secrets)
  const [previous, newest] = live.slice(-2)
  if (!previous || !newest) return null
  const startMs = Date.parse(newest.startsAt)
  const endMs = previous.endsAt === null ? null : Date.parse(previous.endsAt)
  const marks = [startMs, now.getTime(), ...(endMs === null ? [] : [endMs])]
  const length = Math.max(Math.max(...marks) - Math.min(...marks), leastMs)
  const fromMs = Math.min(...marks) - length * 0.45
  const toMs = Math.max(...marks) + length * 0.4
  const place = (ms: number): number => Math.min(1, Math.max(0, (ms - fromMs) / (toMs - fromMs)))
  return {
    bars: live.map((secret) => ({
      id: secret.id,
      hint: secret.hint,
      isNew: secret.id === newest.id,
      from: place(Date.parse(secret.startsAt)),
      to: secret.endsAt === null ? 1 : place(Date.parse(secret.endsAt)),
    })),
    now: place(now.getTime()),
    // The clock of this window may be behind: what has begun by the server's has begun.
    isAhead: newest.state === 'next' && startMs > now.getTime(),
    startsAt: new Date(startMs),
    start: place(startMs),
    endsAt: endMs === null ? null : new Date(endMs),
    end: endMs === null ? null : place(endMs),
  }
}
