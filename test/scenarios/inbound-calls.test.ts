import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import type { JsonValue } from '#shared/model/event.ts'
import { inboundCallsKept } from '#shared/model/inbound.ts'
import { callInbound, nowSeconds, openInbound } from '#test/support/inbound-call.ts'
import { runService } from '#test/support/service.ts'

test('a preview says what a call would come to, by scope, category and title, and makes nothing', async () => {
  await using creel = await runService()
  await openInbound(creel, { mayCreate: false })
  const outcomeOf = async (body: JsonValue) => (await creel.call('inbound.preview', { body })).outcome
  expect(await outcomeOf({ title: 'x' })).toMatchObject({ kind: 'refuse', status: 403 })
  await creel.call('inbound.update', { mayCreate: true })
  expect(await outcomeOf({ title: 'x' })).toMatchObject({ kind: 'create' })
  expect(await outcomeOf({ title: 'x', status: 'approved' })).toMatchObject({ kind: 'refuse', status: 409 })
  expect(await outcomeOf({ externalId: 'a' })).toMatchObject({ kind: 'refuse', status: 422 })
  expect(await outcomeOf({ title: 'x', category: 'New' })).toMatchObject({ kind: 'refuse', status: 422 })
  expect(await outcomeOf({ id: 'task_01K9XQ7M4TZ3V8Q5R2W6Y0B1CD' })).toMatchObject({ kind: 'refuse', status: 404 })
  expect(await outcomeOf({ title: 'x', priority: 'dire' })).toMatchObject({
    status: 422,
    reason: expect.stringContaining('priority: “dire” is none of low, medium, high, critical'),
  })
  expect(await outcomeOf({ title: 'x', due: 'soon' })).toMatchObject({
    reason: 'The body is no task. due: This must be a day such as 2026-11-17.',
  })
  expect(await outcomeOf('no object')).toMatchObject({ kind: 'refuse', status: 422 })
  expect((await creel.call('tasks.list', {})).items).toEqual([])
  const { id } = await creel.call('tasks.create', { title: 'Open', externalId: 'jira-1' })
  for (const known of [{ id }, { externalId: 'jira-1' }])
    expect(await outcomeOf({ ...known, status: 'approved' })).toMatchObject({ kind: 'refuse', status: 409 })
  expect(await outcomeOf({ id, title: 'New' })).toMatchObject({ kind: 'update', status: 200, taskId: id })
})

test('settings name only projects and webhooks that are there, and a project that new tasks go to is not deleted', async () => {
  await using creel = await runService()
  const { id } = await creel.call('taskProjects.create', { name: 'Shop' })
  const gone = `${id.slice(0, -4)}0000`
  const quietWebhookIds = ['wh_01K9XQ7M4TZ3V8Q5R2W6Y0B1CD']
  await expect(creel.call('inbound.update', { projectId: gone })).rejects.toMatchObject({
    code: 'bad-input',
    errors: [{ path: 'projectId', message: `names ${gone}, and no project of tasks has that id` }],
  })
  await expect(creel.call('inbound.update', { quietWebhookIds })).rejects.toMatchObject({
    errors: [{ path: 'quietWebhookIds.0' }],
  })
  await creel.call('inbound.update', { projectId: id })
  await expect(creel.call('taskProjects.delete', { id })).rejects.toThrow('where new inbound tasks go')
  await creel.call('inbound.update', { projectId: null })
  await creel.call('taskProjects.delete', { id })
})

test('where the project of the settings is gone all the same, preview and call say so alike', async () => {
  const home = mkdtempSync(join(tmpdir(), 'creel-test-'))
  onTestFinished(() => rmSync(home, { recursive: true, force: true }))
  const first = await runService({ home })
  const secret = await openInbound(first)
  const { id: projectId } = await first.call('taskProjects.create', { name: 'Shop' })
  await first.call('inbound.update', { projectId })
  await first[Symbol.asyncDispose]()
  const database = new SqliteDatabase(join(home, 'creel.db'))
  database.prepare('delete from taskProject').run()
  database.close()

  await using creel = await runService({ home })
  const { outcome } = await creel.call('inbound.preview', { body: { title: 'x' } })
  const { url } = await creel.call('inbound.get', {})
  const called = await callInbound(url, secret, { title: 'x' })
  expect(called).toMatchObject({ status: 409, body: { detail: outcome.reason } })
  expect(outcome).toMatchObject({ kind: 'refuse', status: 409, reason: expect.stringContaining('(projectId)') })
})

test('what became of each call is kept over a restart, refusals in a row as one, and nothing of what they said', async () => {
  const home = mkdtempSync(join(tmpdir(), 'creel-test-'))
  onTestFinished(() => rmSync(home, { recursive: true, force: true }))
  const first = await runService({ home })
  const secret = await openInbound(first)
  const { url } = await first.call('inbound.get', {})
  await callInbound(url, secret, { externalId: 'a', title: 'A first title' })
  await callInbound(url, secret, { externalId: 'a', title: 'Another' })
  await callInbound(url, secret, { externalId: 'a', title: 'Another', labels: [] })
  for (const _ of [1, 2, 3]) await callInbound(url, 'not the secret', { title: 'A first title' })
  await callInbound(url, secret, { externalId: 'b' })
  const { items } = await first.call('inbound.calls', {})
  expect(items.map(({ outcome, status, count }) => [outcome, status, count])).toEqual([
    ['refused', 422, 1],
    ['refused', 401, 3],
    ['unchanged', 200, 1],
    ['updated', 200, 1],
    ['created', 201, 1],
  ])
  expect(items[0]).toMatchObject({ reason: expect.stringContaining('title'), remoteAddress: '127.0.0.1', taskId: null })
  expect(items[4]).toMatchObject({ reason: null, taskId: expect.stringMatching(/^task_/) })
  expect(JSON.stringify(items)).not.toContain('A first title')
  expect((await first.call('inbound.lastPayload', {})).payload?.text).toBe('{"externalId":"b"}')
  await callInbound(url, 'not the secret', { title: 'never kept' })
  expect((await first.call('inbound.lastPayload', {})).payload?.text).toBe('{"externalId":"b"}')
  await first[Symbol.asyncDispose]()

  await using again = await runService({ home })
  const later = (await again.call('inbound.calls', {})).items
  expect(later.map(({ status }) => status)).toEqual([401, 422, 401, 200, 200, 201])
  expect(await again.call('inbound.get', {})).toMatchObject({ lastRefusal: { status: 401 } })
  expect((await again.call('inbound.lastPayload', {})).payload).toBeNull()
})

test('refusals never push out the calls that were taken', async () => {
  await using creel = await runService()
  const secret = await openInbound(creel, { ratePerSecond: 1000 })
  const { url } = await creel.call('inbound.get', {})
  await callInbound(url, secret, { externalId: 'a', title: 'x' })
  const timestamps = Array.from({ length: inboundCallsKept + 20 }, (_, n) => String(nowSeconds() - 400 - 10 * n))
  // A few at a time: each time-stamp is a reason of its own, and only some of those are taken note of at once.
  for (let at = 0; at < timestamps.length; at += 20) {
    await Promise.all(timestamps.slice(at, at + 20).map((timestamp) => callInbound(url, secret, {}, { timestamp })))
    await creel.call('inbound.calls', {})
  }
  const { items } = await creel.call('inbound.calls', {})
  expect(items).toHaveLength(inboundCallsKept + 1)
  expect(items.at(-1)).toMatchObject({ outcome: 'created' })
})

test('Creel sends a sample to itself through the receiver, signed as any service signs', async () => {
  await using creel = await runService()
  await expect(creel.call('inbound.sendSample', {})).rejects.toMatchObject({ code: 'bad-secret' })
  await openInbound(creel)
  const made = await creel.call('inbound.sendSample', {})
  expect(made).toMatchObject({ status: 201, sent: expect.stringContaining('demo-1') })
  expect(JSON.parse(made.answer)).toMatchObject({ externalId: 'demo-1', priority: 'high' })
  expect((await creel.call('inbound.sendSample', {})).status).toBe(200)
  expect(await creel.call('inbound.sendSample', { body: { title: '' } })).toMatchObject({ status: 422 })
  await creel.call('inbound.update', { allowedIps: ['203.0.113.9'] })
  expect((await creel.call('inbound.sendSample', {})).status).toBe(403)
  await creel.call('inbound.update', { enabled: false })
  expect((await creel.call('inbound.sendSample', {})).status).toBe(404)
})
