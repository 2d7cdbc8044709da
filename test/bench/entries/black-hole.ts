import { text as textOf } from 'node:stream/consumers'
import { BreakerPolicy } from '#shared/rules/circuit-breaker.ts'
import type { BenchEntry } from '#test/bench/bench-entry.ts'
import { pinSelf } from '#test/bench/measure/pinning.ts'
import { sendSteadily } from '#test/bench/measure/steadily.ts'
import { resultOf } from '#test/bench/result.ts'
import { callsOf } from '#test/bench/servers/creel-calls.ts'
import { startCreel } from '#test/bench/servers/creel.ts'
import type { OwnTarget } from '#test/bench/servers/own-target.ts'
import { openOwnTarget } from '#test/bench/servers/own-target.ts'
import { median, quantile } from '#test/bench/statistics.ts'

const goal = { floor: 1.2, goal: 1.05, better: 'lower', unit: '×' } as const
const healthy = 49
const eachSecond = 5
const leastEvents = 20

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
      const tookMs = await publishNumbers(publish, targets, { first: published, count })
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

type Targets = OwnTarget & {
  /** When each event came to each of the targets that answer. */
  arrivedAt: Map<number, number[]>
  hung: () => number
}

async function startTargets(): Promise<Targets> {
  const arrivedAt = new Map<number, number[]>()
  let hung = 0
  const target = await openOwnTarget((request, response) => {
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
  })
  return { ...target, arrivedAt, hung: () => hung }
}

/** Answers how long each delivery was on its way. */
async function publishNumbers(
  publish: (number: number) => Promise<unknown>,
  { arrivedAt }: Targets,
  { first, count }: { first: number; count: number },
): Promise<number[]> {
  const arrivals = (index: number): number[] => arrivedAt.get(first + index) ?? []
  const publishedAt = await sendSteadily({
    count,
    eachSecond,
    send: (index) => publish(first + index),
    hasArrived: (index) => arrivals(index).length >= healthy,
  })
  return publishedAt.flatMap((at, index) => arrivals(index).map((arrived) => arrived - at))
}
