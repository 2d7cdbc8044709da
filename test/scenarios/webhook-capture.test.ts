import SqliteDatabase from 'better-sqlite3'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openRawSink } from '#test/support/raw-sink.ts'
import { runService } from '#test/support/service.ts'

const waitOptions = { timeout: 20_000, interval: 50 }

test('a webhook that keeps summaries keeps no body of an answer, and what was sent only where it may be sent again', async () => {
  await using sink = await openRawSink((socket, { target }) => {
    const status = target === '/broken' ? 500 : 200
    socket.end(`HTTP/1.1 ${status} Said\r\nContent-Length: 12\r\n\r\nprivate data`)
  })
  await using creel = await runService()
  const retry = { kind: 'schedule', delaysSeconds: [] } as const
  const make = (path: string, capture: 'full' | 'summary') =>
    creel.call('webhooks.create', { name: path, url: `${sink.url}/${path}`, events: ['*'], capture, retry })
  const made = {
    whole: await make('whole', 'full'),
    brief: await make('brief', 'summary'),
    dead: await make('broken', 'summary'),
  }
  await creel.call('events.publish', { type: 'order.paid' })
  const rowOf = async (id: string) => (await creel.call('webhooks.deliveries', { id })).items[0]
  const states = () => Promise.all([made.whole, made.brief, made.dead].map(async ({ id }) => (await rowOf(id))?.state))
  await expect.poll(states, waitOptions).toEqual(['delivered', 'delivered', 'dead_letter'])

  const responseOf = async (id: string) =>
    (await creel.call('deliveries.get', { id: (await rowOf(id))?.id ?? '' })).attempts[0]?.response
  expect(await responseOf(made.whole.id)).toMatchObject({ body: btoa('private data'), isCut: false })
  expect(await responseOf(made.brief.id)).toMatchObject({ body: '', bodyBytes: 12, isCut: true })
  expect(await responseOf(made.dead.id)).toMatchObject({ body: '', bodyBytes: 12, isCut: true })
  using db = Object.assign(new SqliteDatabase(join(creel.home, 'creel.db'), { readonly: true }), {
    [Symbol.dispose]: () => db.close(),
  })
  const kept = 'select webhookId from rendering join delivery on delivery.id = deliveryId order by webhookId'
  expect(db.prepare(kept).pluck().all()).toEqual([made.whole.id, made.dead.id])
})
