import { expect, test } from 'vitest'
import { webhookPresets } from '#shared/rules/webhook-presets.ts'
import { toTheSecond } from '#test/support/exact-retries.ts'
import { virtualSending } from '#test/support/virtual-sending.ts'

test('of 1,001 deliveries a day TaskFlow gets 1,000; the last is kept, and sent when the next UTC day begins', async () => {
  await using world = await virtualSending(() => ({ status: 200 }))
  const { settings } = webhookPresets.taskflow
  // Unsigned: the limit is what counts here.
  await world.hasWebhook({ url: 'https://hooks.example.com/in', ...settings, signatures: [], concurrency: 100 })
  const ids: string[] = []
  for (let number = 0; number < 1001; number += 1) ids.push(await world.publish({ number }, 'task.created'))
  await world.settle()
  expect(world.arrivals).toHaveLength(1000)
  expect(world.states()).toEqual({ delivered: 1000, queued: 1 })

  await world.run(midnight - 1 - world.clock.now())
  await world.restart()
  expect(world.arrivals).toHaveLength(1000)
  await world.run(1)
  expect(world.states()).toEqual({ delivered: 1001 })
  expect(world.arrivals.at(-1)).toMatchObject({ eventId: ids.at(-1), at: midnight })
})

const midnight = Date.parse('2026-03-03T00:00:00.000Z')

test('what is over the quota is put off and says why; it is told once a day, and retries do not wait with it', async () => {
  const answers = [503, 200]
  await using world = await virtualSending(({ url }) => ({
    status: url.endsWith('/in') ? (answers.shift() ?? 200) : 200,
  }))
  const retry = { ...toTheSecond('taskflow'), kind: 'schedule' as const, delaysSeconds: [600] }
  await world.hasWebhook({
    url: 'https://hooks.example.com/in',
    dailyQuota: 2,
    retry,
    events: ['order.*'],
  })
  await world.hasWebhook({ url: 'https://hooks.example.com/alerts', events: ['system.*'] })
  const tried = await world.publish()
  for (const _ of [2, 3, 4]) await world.publish()
  await world.settle()
  const isPutOff = {
    state: 'queued',
    dueAt: midnight,
    reason: expect.stringContaining('2 deliveries a UTC day'),
  }
  expect(world.deliveriesTo('/in').slice(2)).toMatchObject([isPutOff, isPutOff])
  await world.run(3_600_000)
  const arrivedAt = (path: string) => world.arrivals.filter(({ url }) => url.endsWith(path))
  expect(arrivedAt('/in').map(({ eventId }) => eventId)).toEqual([tried, expect.anything(), tried])
  expect(arrivedAt('/alerts').map(({ body }) => JSON.parse(body))).toMatchObject([
    {
      type: 'system.quota_reached',
      data: { dailyQuota: 2, heldUntil: '2026-03-03T00:00:00.000Z' },
    },
  ])
  await world.run(midnight - world.clock.now())
  expect(arrivedAt('/in').filter(({ at }) => at === midnight)).toHaveLength(2)
  expect(world.deliveriesTo('/in')).toMatchObject(Array(4).fill({ state: 'delivered', reason: null }))
})
