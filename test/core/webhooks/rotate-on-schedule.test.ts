import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { defaultWorkspaceId } from '#shared/model/id.ts'
import { WebhookSettings } from '#shared/model/webhook.ts'
import { listWebhookSecrets } from '#main/core/database/stores/webhook-secret-store.ts'
import type { EventTable } from '#main/core/database/webhook-tables.ts'
import { createWriter } from '#main/core/database/writer.ts'
import { createFeed } from '#main/core/feed/feed.ts'
import { createMakeId } from '#main/core/make-id.ts'
import { newWebhookSecret } from '#main/core/webhooks/new-secret.ts'
import { createScheduledRotation } from '#main/core/webhooks/rotate-on-schedule.ts'
import { createWebhookRegistry } from '#main/core/webhooks/webhook-registry.ts'
import { createWebhook } from '#main/core/webhooks/write-webhook.ts'
import type { FilledDatabase } from '#test/support/filled-database.ts'
import { filledDatabase } from '#test/support/filled-database.ts'
import { falseClock } from '#test/support/false-clock.ts'
import { silentLog } from '#test/support/log.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
const startMs = 1_000 * dayMs
const id = 'wh_00000000000000000000000001'
const vault = {
  seal: (secret: string) => Buffer.from(secret),
  open: (sealed: Uint8Array) => Buffer.from(sealed).toString(),
}

let filled: FilledDatabase

beforeEach(() => {
  filled = filledDatabase()
})
afterEach(() => filled[Symbol.dispose]())

/** A rotation every 30 days with an overlap of a day, on a clock of its own. */
async function rotating() {
  const clock = falseClock(startMs)
  const writer = createWriter(filled.db, silentLog)
  const makeId = createMakeId(clock, randomBytes)
  const webhooks = createWebhookRegistry(filled.reader, vault, silentLog)
  const settings = { name: 'Orders', url: 'https://example.com/', events: ['*'], rotateEveryDays: 30 }
  const of = { workspaceId: defaultWorkspaceId, webhookId: id, secret: 'whsec_Zmlyc3Q=', startsAt: startMs }
  const first = newWebhookSecret({ makeId, vault }, { ...of, isShown: true, now: startMs })
  const webhook = {
    id,
    workspaceId: defaultWorkspaceId,
    settings: WebhookSettings.parse(settings),
    credentials: null,
    status: 'active',
    statusReason: null,
    statusSince: startMs,
    createdBy: null,
    nextRotationAt: startMs + 30 * dayMs,
    createdAt: startMs,
    updatedAt: startMs,
    deletedAt: null,
  }
  await writer.write((tx) => createWebhook(tx, webhook, first))
  const told: EventTable[] = []
  const rotation = createScheduledRotation({
    db: filled.reader,
    writer,
    clock,
    random: randomBytes,
    vault,
    makeId,
    webhooks,
    feed: createFeed('boot', () => undefined),
    log: silentLog,
    publish: async (event) => told.push(event),
  })
  rotation.start()
  // Each look waits for the database: the clock goes on when it has come back.
  const passHours = async (hours: number): Promise<void> => {
    for (let hour = 0; hour < hours; hour += 1) {
      await writer.drain()
      await new Promise(setImmediate)
      clock.advance(hourMs)
    }
    await writer.drain()
    await new Promise(setImmediate)
  }
  const secrets = () => listWebhookSecrets(filled.reader, id)
  return { rotation, passHours, secrets, told, webhooks }
}

test('the secret is rotated when its time has come, again after it, and told', async () => {
  const { rotation, passHours, secrets, told, webhooks } = await rotating()
  await passHours(30 * 24 - 1)
  expect(await secrets()).toHaveLength(1)
  await passHours(2)
  const [first, second] = await secrets()
  expect(first?.endsAt).toBe((second?.startsAt ?? 0) + dayMs)
  expect(second).toMatchObject({ endsAt: null, shownAt: null })
  expect((second?.startsAt ?? 0) - startMs - 30 * dayMs).toBeLessThanOrEqual(hourMs)
  expect(webhooks.byId(id)?.secrets).toHaveLength(2)
  expect(told).toMatchObject([{ type: 'system.secret_rotated', source: 'creel' }])
  expect(JSON.parse(told[0]?.data ?? '{}')).toMatchObject({ webhookId: id, secretId: second?.id })

  await passHours(31 * 24)
  expect(await secrets()).toHaveLength(3)
  rotation.stop()
})
