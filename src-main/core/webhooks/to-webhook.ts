import type { Webhook, WebhookSecretSummary } from '#shared/model/webhook.ts'
import { WebhookStatus } from '#shared/model/webhook.ts'
import type { StoredWebhook } from '#main/core/database/stores/webhook-store.ts'
import type { DailyUse } from '#main/core/deliveries/daily-quota.ts'
import { usedOnDayOf } from '#main/core/deliveries/daily-quota.ts'
import type { SecretTimes } from './secret-rotation.ts'
import { secretState } from './secret-rotation.ts'

type ShownSecret = SecretTimes & { hint: string; createdAt: number; shownAt: number | null }

const time = (ms: number): string => new Date(ms).toISOString()
const timeOrNull = (ms: number | null): string | null => (ms === null ? null : time(ms))

/** A stored webhook as the contract shows it. `secrets` are in the order in which they start. */
export function toWebhook(stored: StoredWebhook, secrets: readonly ShownSecret[], now: number): Webhook {
  const finished = stored.deliveredCount + stored.deadLetterCount
  return {
    ...stored.settings,
    id: stored.id,
    workspaceId: stored.workspaceId,
    status: WebhookStatus.parse(stored.status),
    statusReason: stored.statusReason,
    statusSince: time(stored.statusSince),
    isTripped: isTripped(stored.breaker),
    usedToday: usedOnDayOf(parse(stored.dailyUse), now),
    secrets: secrets.toReversed().map((secret) => toSecret(secret, secrets, now)),
    nextRotationAt: timeOrNull(stored.nextRotationAt),
    lastEventAt: timeOrNull(stored.lastEventAt),
    lastTriggeredAt: timeOrNull(stored.lastTriggeredAt),
    deliveredCount: stored.deliveredCount,
    deadLetterCount: stored.deadLetterCount,
    successRate: finished === 0 ? null : stored.deliveredCount / finished,
    createdAt: time(stored.createdAt),
    updatedAt: time(stored.updatedAt),
    deletedAt: timeOrNull(stored.deletedAt),
  }
}

const parse = (dailyUse: string | null): DailyUse | null =>
  dailyUse === null ? null : (JSON.parse(dailyUse) as DailyUse)

const isTripped = (breaker: string | null): boolean =>
  breaker !== null && (JSON.parse(breaker) as { state: string }).state !== 'closed'

const toSecret = (secret: ShownSecret, all: readonly ShownSecret[], now: number): WebhookSecretSummary => ({
  id: secret.id,
  hint: secret.hint,
  state: secretState(secret, all, now),
  createdAt: time(secret.createdAt),
  startsAt: time(secret.startsAt),
  endsAt: timeOrNull(secret.endsAt),
  isShown: secret.shownAt !== null,
})
