import { expect, test } from 'vitest'
import { openRawSink } from '#test/support/raw-sink.ts'
import type { RunningService } from '#test/support/service.ts'
import { runService } from '#test/support/service.ts'
import { temporaryFolder } from '#test/support/temporary-folder.ts'

// A busy machine may take its time.
const patiently = { timeout: 15_000 }
const type = 'system.schema_drifted'

async function send(creel: RunningService, body: object): Promise<string> {
  const waiting = creel.call('requests.wait', {})
  const headers = { 'content-type': 'application/json' }
  await fetch((await creel.firstSource()).url, { method: 'POST', headers, body: JSON.stringify(body) })
  return (await waiting).id
}

const sendAlike = async (creel: RunningService, count: number): Promise<void> => {
  for (let sent = 0; sent < count; sent += 1) await send(creel, { type: 'order.made', id: 'o', note: 'x' })
}

type Told = { requestId: string; summary: string; changes: { path: string; words: string }[] }
async function toldBy(creel: RunningService): Promise<Told[]> {
  const { items } = await creel.call('events.list', { type })
  const events = await Promise.all(items.map(({ id }) => creel.call('events.get', { id })))
  return events.map(({ data }) => data as Told).toReversed()
}
const pathsTold = async (creel: RunningService): Promise<string[]> =>
  (await toldBy(creel)).map(({ changes }) => changes.map(({ path }) => path).join())

test('a new shape is told once, to webhooks too, and a restart neither repeats nor loses any', async () => {
  using folder = temporaryFolder()
  await using sink = await openRawSink()
  let drifted: string
  {
    await using creel = await runService({ home: folder.path })
    const { id, name } = await creel.firstSource()
    await creel.call('sources.update', { id, tellsDrift: true })
    await creel.call('webhooks.create', { name: 'Watcher', url: sink.url, events: ['system.*'] })
    await sendAlike(creel, 3)
    drifted = await send(creel, { type: 'order.made', id: 7, note: 'x', coupon: null })
    await expect.poll(() => sink.requests.length, patiently).toBe(1)
    expect(JSON.parse(sink.requests[0]?.body.toString() ?? '{}')).toMatchObject({
      type,
      data: {
        sourceId: id,
        source: name,
        eventType: 'order.made',
        requestId: drifted,
        summary: `order.made of ${name} has a new shape: id: string became integer; coupon: new field.`,
        changes: [
          { kind: 'type-changed', path: 'id', from: ['string'], to: 'integer', words: 'string became integer' },
          { kind: 'new-field', path: 'coupon', words: 'new field' },
        ],
      },
    })
    await send(creel, { type: 'order.made', id: 8, note: 'x', coupon: 'c' })
    await expect.poll(() => pathsTold(creel), patiently).toEqual(['id,coupon', 'coupon'])
    // It may be stopped before this one is looked at.
    await send(creel, { type: 'order.made', id: 'o' })
  }
  await using creel = await runService({ home: folder.path })
  await expect.poll(() => pathsTold(creel), patiently).toEqual(['id,coupon', 'coupon', 'note'])
  await send(creel, { type: 'order.made', id: 9, note: 'x', coupon: null })
  await send(creel, { type: 'order.made', id: 'o' })
  await send(creel, { type: 'order.made', id: 'o', last: true })
  await expect.poll(() => pathsTold(creel), patiently).toEqual(['id,coupon', 'coupon', 'note', 'last'])
})

test('what comes while it is off is not told, and what Creel itself tells never drifts', async () => {
  await using creel = await runService()
  const { id } = await creel.firstSource()
  await sendAlike(creel, 3)
  await send(creel, { type: 'order.made', id: 'o', note: 'x', before: true })
  await creel.call('sources.update', { id, tellsDrift: true })
  for (let sent = 0; sent < 4; sent += 1) await send(creel, { type, id: sent, ...(sent === 3 && { fresh: true }) })
  await send(creel, { type: 'order.made', id: 'o', note: 'x', during: true })
  await expect.poll(() => pathsTold(creel), patiently).toEqual(['during'])
  await creel.call('sources.update', { id, tellsDrift: false })
  await send(creel, { type: 'order.made', id: 'o', note: 'x', after: true })
  await creel.call('sources.update', { id, tellsDrift: true })
  await send(creel, { type: 'order.made', id: 'o', note: 'x', last: true })
  await expect.poll(() => pathsTold(creel), patiently).toEqual(['during', 'last'])
})
