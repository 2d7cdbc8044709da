import { expect, test } from 'vitest'
import { plannedDelays } from '#shared/rules/retry-policy.ts'
import { retryPresets } from '#shared/rules/retry-presets.ts'
import { virtualSending } from '#test/support/virtual-sending.ts'

const url = 'https://hooks.example.com/in'
const hourMs = 3_600_000
const exact = { share: 0, direction: 'around', atLeastSeconds: 0, atMostSeconds: null } as const
const breaker = { isOn: false, windowSeconds: 300, leastAttempts: 10, failedShare: 0.7, restSeconds: 30 } as const

/** A policy to the second. */
const toTheSecond = (name: 'standard' | 'three-days' | 'taskflow') => ({ ...retryPresets[name].policy, jitter: exact })

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
  await using world = await virtualSending(({ url: target }) => (target.endsWith('/0') ? 'never' : { status: 200 }))
  for (let number = 0; number < 50; number += 1) {
    await world.hasWebhook({ url: `https://hooks.example.com/${number}`, concurrency: 2 })
  }
  for (let number = 0; number < 10; number += 1) await world.publish()
  await world.settle()
  const others = world.arrivals.filter(({ url: target }) => !target.endsWith('/0'))
  expect(others).toHaveLength(490)
  expect(world.arrivals.filter(({ url: target }) => target.endsWith('/0'))).toHaveLength(2)
  expect(new Set(others.map(({ at }) => at - world.startMs))).toEqual(new Set([0]))
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
    jitter: exact,
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
  const outageMs = 80 * hourMs
  const began = Date.parse('2026-03-02T08:30:00.000Z')
  await using world = await virtualSending(({ at }) => ({ status: at < began + outageMs ? 503 : 200 }))
  await world.hasWebhook({ url, retry: toTheSecond('standard'), breaker, concurrency: 100 })
  for (let number = 0; number < 1000; number += 1) {
    if (number % 100 === 0) await world.run(hourMs)
    await world.publish({ number })
  }
  await world.run(100 * hourMs)
  const times = Map.groupBy(world.arrivals, ({ eventId }) => eventId)
  const planned = [0, ...plannedDelays(toTheSecond('standard'))]
  const late = [...times.values()].filter((arrivals) =>
    arrivals.some(({ at }, index) => index > 0 && at - (arrivals[index - 1]?.at ?? 0) !== (planned[index] ?? 0) * 1000),
  )
  expect(late).toEqual([])
  const { delivered = 0, dead_letter: dead = 0, ...others } = world.states()
  expect([delivered + dead, others]).toEqual([1000, {}])
  expect(delivered).toBeGreaterThan(0)
  expect(dead).toBeGreaterThan(0)
}, 120_000)
