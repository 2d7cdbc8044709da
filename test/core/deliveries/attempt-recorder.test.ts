import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openDatabase } from '#main/core/database/open-database.ts'
import type { Beginning, Ending } from '#main/core/database/stores/sending-writes.ts'
import { prepareSendingWrites } from '#main/core/database/stores/sending-writes.ts'
import { createWriter } from '#main/core/database/writer.ts'
import type { AttemptRecorder } from '#main/core/deliveries/sending/attempt-recorder.ts'
import { createAttemptRecorder } from '#main/core/deliveries/sending/attempt-recorder.ts'
import { freshGate } from '#main/core/deliveries/sending/lane-gate.ts'
import { silentLog } from '#test/support/log.ts'

let folder: string
let db: Database
let recorder: AttemptRecorder

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'creel-recorder-'))
  db = openDatabase(join(folder, 'creel.db'), 0)
  recorder = createAttemptRecorder(createWriter(db, silentLog), prepareSendingWrites(db))
  const insert = db.prepare(
    `insert into delivery (id, workspaceId, kind, state, webhookId, targetUrl, dueAt, createdAt, updatedAt, eventId)
     values (?, 'ws', 'event', 'queued', ?, 'http://127.0.0.1:1/', 0, 0, 0, ?)`,
  )
  for (const [id, webhookId] of [...first, ...second]) insert.run(id, webhookId, `evt_${id}`)
})
afterEach(() => {
  db.close()
  rmSync(folder, { recursive: true })
})

const first = [
  ['del_1', 'wh_1'],
  ['del_2', 'wh_1'],
] as const
const second = [['del_3', 'wh_2']] as const

const beginning = (deliveryId: string, attempts = 0): Beginning => ({
  deliveryId,
  attempts,
  rendering: null,
  targetUrl: 'http://127.0.0.1:1/',
  leaseOwner: 'me',
  leaseUntil: 1,
  attempt: {
    id: `att_${deliveryId}`,
    workspaceId: 'ws',
    deliveryId,
    webhookId: 'wh',
    number: 1,
    startedAt: 0,
    request: '{}',
  } as Beginning['attempt'],
})

const ending = (deliveryId: string, webhookId: string, given: Partial<Ending> = {}): Ending => ({
  deliveryId,
  workspaceId: 'ws',
  webhookId,
  requestId: null,
  end: {
    id: `att_${deliveryId}`,
    endedAt: 5,
    response: null,
    responseBody: null,
    error: null,
    timing: null,
    status: 200,
    errorClass: null,
  },
  isFirst: true,
  startedAt: 1,
  state: 'delivered',
  dueAt: null,
  reason: null,
  tookMs: 50,
  gate: freshGate,
  isTest: false,
  dropsRendering: false,
  now: 60_005,
  ...given,
})

test('what begins together is told apart: owed or not', async () => {
  const begun = await Promise.all([
    recorder.begin(beginning('del_1')),
    recorder.begin(beginning('del_2', 7)),
    recorder.begin(beginning('del_3')),
  ])
  expect(begun).toEqual([true, false, true])
})

test('what ends together is counted once for each webhook and minute, and adds to what was counted', async () => {
  await Promise.all([...first, ...second].map(([id]) => recorder.begin(beginning(id))))
  await Promise.all([
    recorder.end(ending('del_1', 'wh_1')),
    recorder.end(ending('del_2', 'wh_1', { state: 'dead_letter', tookMs: 1_500, now: 60_900 })),
  ])
  await recorder.end(ending('del_3', 'wh_2', { isTest: true, tookMs: 99.6 }))
  await recorder.end(ending('del_3', 'wh_2', { tookMs: 20_000, now: 60_010 }))
  expect(db.prepare('select * from webhookMinute order by webhookId').all()).toMatchObject([
    {
      webhookId: 'wh_1',
      minute: 60_000,
      attempts: 2,
      delivered: 1,
      failed: 1,
      deadLettered: 1,
      totalMs: 1_550,
      maxMs: 1_500,
      under100Ms: 1,
      under1000Ms: 1,
      under3000Ms: 2,
    },
    { webhookId: 'wh_2', attempts: 2, delivered: 2, totalMs: 20_100, maxMs: 20_000, under100Ms: 0, under300Ms: 1 },
  ])
  expect(db.prepare('select * from webhookState order by webhookId').all()).toMatchObject([
    { webhookId: 'wh_1', deliveredCount: 1, deadLetterCount: 1, lastSuccessAt: 60_005, lastTriggeredAt: 1 },
    { webhookId: 'wh_2', deliveredCount: 1, lastSuccessAt: 60_010 },
  ])
})

test('one that cannot be recorded keeps no other from it, and is told', async () => {
  const broken = { ...beginning('del_2'), attempt: { ...beginning('del_2').attempt, id: 'att_del_1' } }
  const [one, two, three] = await Promise.allSettled([
    recorder.begin(beginning('del_1')),
    recorder.begin(broken),
    recorder.begin(beginning('del_3')),
  ])
  expect([one, three]).toMatchObject([{ value: true }, { value: true }])
  expect(two).toMatchObject({ status: 'rejected' })
  expect(db.prepare('select state from delivery order by id').pluck().all()).toEqual(['sending', 'queued', 'sending'])
})
