import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { openRawSink } from '#test/support/raw-sink.ts'
import { runService } from '#test/support/service.ts'

const otherWorkspace = 'ws_01K9XQ7M4TZ3V8Q5R2W6Y0B1CD'

test('a webhook and a source of another workspace are gone for a trigger: it says so, and sends nothing there', async () => {
  await using sink = await openRawSink()
  const home = mkdtempSync(join(tmpdir(), 'creel-test-'))
  onTestFinished(() => rmSync(home, { recursive: true, force: true }))
  const first = await runService({ home })
  const webhook = await first.call('webhooks.create', { name: 'Theirs', url: sink.url, events: ['never.told'] })
  const source = await first.call('sources.create', { name: 'their-source' })
  const settings = { events: ['deploy.done'], enabled: true }
  const actions = [{ kind: 'deliver' as const, to: { kind: 'webhook' as const, id: webhook.id } }]
  const trigger = await first.call('triggers.create', { name: 'Tell them', ...settings, actions })
  await first.call('triggers.create', { name: 'From them', ...settings, actions, sources: [source.id] })
  expect(trigger).toMatchObject({ faults: [], sentence: expect.stringContaining('Theirs') })
  await first[Symbol.asyncDispose]()

  const db = new SqliteDatabase(join(home, 'creel.db'))
  db.prepare(`insert into workspace values (?, 'Theirs', 0)`).run(otherWorkspace)
  db.prepare('update webhook set workspaceId = ? where id = ?').run(otherWorkspace, webhook.id)
  db.prepare('update source set workspaceId = ? where id = ?').run(otherWorkspace, source.id)
  db.close()

  await using again = await runService({ home })
  const triggers = (await again.call('triggers.list', {})).items
  expect(triggers.map(({ faults }) => faults.map(({ path }) => path))).toEqual([
    ['actions.0.to.id'],
    ['sources.0', 'actions.0.to.id'],
  ])
  expect(JSON.stringify(triggers)).not.toMatch(/Theirs|their-source/)
  await again.call('eventTypes.create', { name: 'deploy.done', jsonSchema: {}, sample: {} })
  await again.call('events.publish', { type: 'deploy.done', data: {} })
  const runs = async () => (await again.call('runs.list', {})).items
  await expect.poll(async () => (await runs()).map(({ state }) => state), { timeout: 15_000 }).toEqual(['failed'])
  expect(sink.requests).toEqual([])
})
