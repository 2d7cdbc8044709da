import type { WebhookSecretState } from '#shared/model/webhook.ts'

/** When a secret signs, in milliseconds since 1970; without an end until its rotation is finalised. */
export type SecretTimes = { id: string; startsAt: number; endsAt: number | null }

const isStarted = (secret: SecretTimes, now: number): boolean => secret.startsAt <= now
const hasEnded = ({ endsAt }: SecretTimes, now: number): boolean => endsAt !== null && endsAt <= now

/** The secrets that sign at a time, the oldest first; `secrets` are in the order in which they start. */
export const signingSecrets = <Secret extends SecretTimes>(secrets: readonly Secret[], now: number): Secret[] =>
  secrets.filter((secret) => isStarted(secret, now) && !hasEnded(secret, now))

/** Where a secret stands among those of its webhook. */
export function secretState(secret: SecretTimes, all: readonly SecretTimes[], now: number): WebhookSecretState {
  if (hasEnded(secret, now)) return 'ended'
  if (!isStarted(secret, now)) return 'next'
  return signingSecrets(all, now).at(-1)?.id === secret.id ? 'current' : 'previous'
}

/** What a rotation does: the new secret starts at a time, and those before it end some time after. */
export type Rotation = {
  startsAt: number
  /** When the secrets of today end; null: when the rotation is finalised. */
  othersEndAt: number | null
}

/** The ends of the secrets of today when another one is to follow; none of them lasts longer than it would have. */
export const endsForRotation = (
  secrets: readonly SecretTimes[],
  { othersEndAt }: Rotation,
  now: number,
): { id: string; endsAt: number | null }[] =>
  secrets
    .filter((secret) => !hasEnded(secret, now))
    .map(({ id, endsAt }) => ({
      id,
      endsAt: othersEndAt === null ? endsAt : Math.min(endsAt ?? othersEndAt, othersEndAt),
    }))

/** True while two secrets sign or one waits for its time: there is something to finalise. */
export const isRotating = (secrets: readonly SecretTimes[], now: number): boolean =>
  secrets.filter((secret) => !hasEnded(secret, now)).length > 1
