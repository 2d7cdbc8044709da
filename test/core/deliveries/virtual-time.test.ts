import { expect, test } from 'vitest'
import { plannedDelays } from '#shared/rules/retry-policy.ts'
import { blackHole } from '#test/reliability/black-hole.ts'
import { outage } from '#test/reliability/outage.ts'
import { noJitter, toTheSecond } from '#test/support/exact-retries.ts'
import { virtualSending } from '#test/support/virtual-sending.ts'

const url = 'https://hooks.example.com/in'
const hourMs = 3_600_000
const breaker = { isOn: false, windowSeconds: 300, leastAttempts: 10, failedShare: 0.7, restSeconds: 30 } as const

test.each(['taskflow', 'standard', 'three-days'] as const)(
  'the schedule “%s” is kept to the millisecond, then the delivery is dead',
  async (name) => {
    await using world = await virtualSending(() => ({ status: 500 }))
    const retry = toTheSecond(name)
    await world.hasWebhook({ url, retry, breaker })
    await world.publish()
    await world.run(100 * hourMs)
    const expected = plannedDelays(retry).reduce<number[]>(
      (times, delay) => [...times, (times.at(-1) ?? 0) + delay * 1000],
      [0],
    )
    const atMost = (retry.giveUpAfterSeconds ?? Infinity) * 1000
    expect(world.arrivals.map(({ at }) => at - world.startMs)).toEqual(expected.filter((at) => at <= atMost))
    expect(world.states()).toEqual({ dead_letter: 1 })
    expect(new Set(world.arrivals.map(({ eventId, body }) => eventId + body)).size).toBe(1)
  },
)

test('a restart changes no time: what is due later is sent when it is due', async () => {
  await using world = await virtualSending(() => ({ status: 500 }))
  await world.hasWebhook({ url, retry: toTheSecond('taskflow'), breaker })
  await world.publish()
  for (let hour = 0; hour < 8; hour += 1) {
    await world.run(hourMs)
    await world.restart()
  }
  const seconds = world.arrivals.map(({ at }) => (at - world.startMs) / 1000)
  expect(seconds).toEqual([0, 5, 35, 335, 3935, 25_535])
})

test('Retry-After is waited for, in seconds and as a date, and the whole lane rests', async () => {
  const answers = [
    { status: 429, headers: [['Retry-After', '90']] as [string, string][] },
    { status: 503, headers: [['Retry-After', 'Mon, 02 Mar 2026 08:40:00 GMT']] as [string, string][] },
  ]
  await using world = await virtualSending((_, number) => answers[number - 1] ?? { status: 200 })
  await world.hasWebhook({ url, retry: toTheSecond('taskflow'), breaker })
  const first = await world.publish()
  await world.run(10_000)
  const second = await world.publish()
  await world.run(hourMs)
  const secondsOf = (id: string): number[] =>
    world.arrivals.filter(({ eventId }) => eventId === id).map(({ at }) => (at - world.startMs) / 1000)
  expect(secondsOf(first)).toEqual([0, 90, 600])
  expect(secondsOf(second)[0]).toBe(90)
  expect(world.states()).toEqual({ delivered: 2 })
})

test('a rate limit holds at the target, and over a restart', async () => {
  await using world = await virtualSending(() => ({ status: 200 }))
  await world.hasWebhook({ url, rateLimit: { count: 1, perSeconds: 10, burst: 2 } })
  for (let number = 0; number < 6; number += 1) await world.publish()
  await world.run(15_000)
  expect(world.arrivals).toHaveLength(3)
  await world.restart()
  expect(world.arrivals).toHaveLength(3)
  await world.run(60_000)
  expect(world.arrivals.map(({ at }) => (at - world.startMs) / 1000)).toEqual([0, 0, 10, 20, 30, 40])
})

test('of two that wait the one of higher priority goes first', async () => {
  await using world = await virtualSending(() => ({ status: 200 }))
  await world.hasWebhook({ url, rateLimit: { count: 1, perSeconds: 10, burst: 1 } })
  const ids = [await world.publish(), await world.publish(), await world.publish()]
  await world.settle()
  world.prioritise(ids[2] ?? '', 5)
  await world.restart()
  await world.run(60_000)
  expect(world.arrivals.map(({ eventId }) => eventId)).toEqual([ids[0], ids[2], ids[1]])
})

test('one black hole takes no slot from 49 others', async () => {
  const report = await blackHole({ webhooks: 50, events: 10, seed: 0 })
  expect(report).toMatchObject({ n: 490, lost: 0, failed: 0 })
})

test('the known-bad twin whose webhooks share their slots is caught', async () => {
  expect((await blackHole({ webhooks: 10, events: 3, seed: 0, twin: 'shares-slots' })).failed).toBeGreaterThan(0)
})

test('a breaker rests a target that only fails, probes it with one attempt, and delivers all when it is back', async () => {
  let isDown = true
  await using world = await virtualSending(() => ({ status: isDown ? 500 : 200 }))
  const retry = {
    kind: 'linear',
    firstSeconds: 1,
    stepSeconds: 0,
    maxSeconds: 1,
    attempts: 100,
    jitter: noJitter,
  } as const
  const policies = { retry: { ...retry, throttledAtLeastSeconds: 0, giveUpAfterSeconds: null }, concurrency: 5 }
  await world.hasWebhook({ url, ...policies, breaker: { ...breaker, isOn: true } })
  for (let number = 0; number < 20; number += 1) await world.publish()
  await world.run(20_000)
  const whileDown = world.arrivals.length
  expect(whileDown).toBeLessThan(40)
  await world.run(20_000)
  expect(world.arrivals.length - whileDown).toBe(1)
  isDown = false
  await world.run(60_000)
  expect(world.states()).toEqual({ delivered: 20 })
})

test('an outage of 80 hours: 1,000 deliveries are each tried on time, delivered or dead-lettered', async () => {
  const report = await outage({ hours: [80], deliveries: 1_000, seed: 0 })
  expect(report).toMatchObject({ n: 1_000, lost: 0, dup: 0, failed: 0 })
}, 120_000)

test('the known-bad twin that tries again a second late is caught', async () => {
  const report = await outage({ hours: [80], deliveries: 10, seed: 0, twin: 'a-second-late' })
  expect(report.failed).toBeGreaterThan(0)
})
