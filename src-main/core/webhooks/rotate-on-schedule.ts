import type { Reader } from '#main/core/database/handles.ts'
import { listDueRotations } from '#main/core/database/stores/webhook-store.ts'
import type { StoredWebhook } from '#main/core/database/stores/webhook-store.ts'
import type { EventTable } from '#main/core/database/webhook-tables.ts'
import type { Writer } from '#main/core/database/writer.ts'
import type { Feed } from '#main/core/feed/feed.ts'
import type { MakeId } from '#main/core/make-id.ts'
import type { Clock, Log, Random, SecretVault } from '#main/core/ports.ts'
import { generateSecret, newWebhookSecret } from './new-secret.ts'
import { rotateSecret } from './rotate-secret.ts'
import type { WebhookRegistry } from './webhook-registry.ts'

export type RotationParts = {
  db: Reader
  writer: Writer
  clock: Clock
  random: Random
  vault: SecretVault
  makeId: MakeId
  webhooks: WebhookRegistry
  feed: Feed
  log: Log
  publish: (event: EventTable) => Promise<unknown>
}

/** Rotates the secrets of webhooks that are to be rotated by themselves. */
export type ScheduledRotation = { start: () => void; stop: () => void }

const dayMs = 86_400_000
/** A rotation is due on a day: within the hour is soon enough, also after the machine has slept. */
const lookEveryMs = 3_600_000

export function createScheduledRotation(parts: RotationParts): ScheduledRotation {
  const { db, clock, log } = parts
  let cancel = (): void => undefined
  let isStopped = false

  const look = async (): Promise<void> => {
    try {
      for (const webhook of await listDueRotations(db, clock.now())) await rotateOne(parts, webhook)
    } catch (error) {
      log.error('webhook.not-rotated', { error: String(error) })
    }
    if (!isStopped) cancel = clock.after(lookEveryMs, () => void look())
  }

  return {
    start: () => void look(),
    stop() {
      isStopped = true
      cancel()
    },
  }
}

async function rotateOne(parts: RotationParts, { id, workspaceId, settings }: StoredWebhook): Promise<void> {
  const { writer, clock, random, webhooks, feed, log, publish } = parts
  if (settings.rotateEveryDays === null) return
  const now = clock.now()
  const rotation = { startsAt: now, othersEndAt: now + settings.rotationOverlapMs }
  const everyMs = settings.rotateEveryDays * dayMs
  const secret = generateSecret(random)
  const next = newWebhookSecret(parts, { workspaceId, webhookId: id, secret, startsAt: now, isShown: false, now })
  try {
    await writer.write((tx) => rotateSecret(tx, next, { rotation, everyMs, now }))
  } catch (error) {
    // Most of all a rotation by hand that is under way: it is looked at again.
    return log.warn('webhook.not-rotated', { webhook: id, error: String(error) })
  }
  await webhooks.reload()
  feed.publish({ kind: 'webhooks.changed', data: { id } })
  await publish(rotatedEvent(parts, { id, workspaceId, name: settings.name, secretId: next.id, ...rotation }))
}

function rotatedEvent(
  { makeId }: RotationParts,
  of: { id: string; workspaceId: string; name: string; secretId: string; startsAt: number; othersEndAt: number },
): EventTable {
  const { id, workspaceId, name, secretId, startsAt, othersEndAt } = of
  const data = { webhookId: id, name, secretId, previousEndsAt: new Date(othersEndAt).toISOString() }
  return {
    id: makeId('event'),
    workspaceId,
    type: 'system.secret_rotated',
    version: 1,
    source: 'creel',
    time: startsAt,
    data: JSON.stringify(data),
    metadata: '{}',
    priority: 0,
    dedupeKey: null,
    idempotencyKey: null,
    digest: null,
    createdAt: startsAt,
  }
}
