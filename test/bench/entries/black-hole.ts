import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text as textOf } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import { BreakerPolicy } from '#shared/rules/circuit-breaker.ts'
import type { BenchEntry } from '#test/bench/bench-entry.ts'
import { pinSelf } from '#test/bench/measure/pinning.ts'
import { resultOf } from '#test/bench/result.ts'
import { callsOf } from '#test/bench/servers/creel-calls.ts'
import { startCreel } from '#test/bench/servers/creel.ts'
import { median, quantile } from '#test/bench/statistics.ts'

const goal = { floor: 1.2, goal: 1.05, better: 'lower', unit: '×' } as const
const healthy = 49
const eachSecond = 5
const leastEvents = 20
const arriveWithinMs = 30_000

/** How late 49 webhooks get their events beside one whose target takes requests and never answers, and without it. */
export const blackHole: BenchEntry = async ({ rounds, sliceSeconds }) => {
  pinSelf()
  await using targets = await startTargets()
  await using creel = await startCreel()
  const call = callsOf(creel)
  for (let number = 0; number < healthy; number += 1) {
    await call('webhooks.create', { name: `bench ${number}`, url: `${targets.url}${number}`, events: ['*'] })
  }
  // At its worst: no circuit breaker spares the slots of the one that hangs.
  const breaker = BreakerPolicy.parse({ isOn: false })
  const hole = await call('webhooks.create', { name: 'hole', url: `${targets.url}hole`, events: ['*'], breaker })
  const publish = (number: number): Promise<unknown> => call('events.publish', { type: 'bench.told', data: { number } })

  const count = Math.max(leastEvents, sliceSeconds * eachSecond)
  const p99Ms: Record<'with' | 'without', number[]> = { with: [], without: [] }
  let published = 0
  for (let round = 0; round <= rounds; round += 1) {
    for (const side of round % 2 === 0 ? (['with', 'without'] as const) : (['without', 'with'] as const)) {
      await call(side === 'with' ? 'webhooks.resume' : 'webhooks.pause', { id: hole.id })
      const tookMs = await publishSteadily(publish, targets, { first: published, count })
      published += count
      // The first round warms everything up.
      if (round > 0) p99Ms[side].push(quantile(tookMs, 0.99))
    }
  }
  const ratios = p99Ms.with.map((ms, round) => ms / (p99Ms.without[round] ?? 0))
  return [
    resultOf({ id: 'P18', what: `p99 of ${healthy} webhooks beside a black hole, to without` }, goal, median(ratios), [
      `${median(p99Ms.with).toFixed(1)} ms against ${median(p99Ms.without).toFixed(1)} ms from publishing to arrival, ${count} events a round, ${eachSecond} a second; ${targets.hung()} attempts hung.`,
    ]),
  ]
}

type Targets = AsyncDisposable & {
  url: string
  /** When each event came to each of the targets that answer. */
  arrivedAt: Map<number, number[]>
  hung: () => number
}

/** All targets in this process, so that one clock tells all times. */
async function startTargets(): Promise<Targets> {
  const arrivedAt = new Map<number, number[]>()
  let hung = 0
  const server = createServer((request, response) => {
    const at = performance.now()
    if (request.url === '/hole') {
      hung += 1
      return
    }
    void textOf(request).then((body) => {
      const { number } = (JSON.parse(body) as { data: { number: number } }).data
      arrivedAt.set(number, [...(arrivedAt.get(number) ?? []), at])
      response.end()
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    arrivedAt,
    hung: () => hung,
    async [Symbol.asyncDispose]() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

/** Publishes at a pace that no slow answer delays; answers how long each delivery was on its way. */
async function publishSteadily(
  publish: (number: number) => Promise<unknown>,
  { arrivedAt }: Targets,
  { first, count }: { first: number; count: number },
): Promise<number[]> {
  const startedAt = performance.now()
  const publishedAt: number[] = []
  const answers: Promise<unknown>[] = []
  for (let index = 0; index < count; index += 1) {
    await pause(Math.max(0, startedAt + (index * 1000) / eachSecond - performance.now()))
    publishedAt.push(performance.now())
    answers.push(publish(first + index))
  }
  await Promise.all(answers)
  const arrivals = (index: number): number[] => arrivedAt.get(first + index) ?? []
  const giveUpAt = performance.now() + arriveWithinMs
  while (publishedAt.some((_, index) => arrivals(index).length < healthy)) {
    if (performance.now() > giveUpAt) throw new Error('Some deliveries never arrived.')
    await pause(50)
  }
  return publishedAt.flatMap((at, index) => arrivals(index).map((arrived) => arrived - at))
}
