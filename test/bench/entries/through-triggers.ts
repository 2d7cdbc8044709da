import type { BenchEntry } from '#test/bench/bench-entry.ts'
import { resultOf } from '#test/bench/result.ts'
import { median } from '#test/bench/statistics.ts'
import { virtualApp } from '#test/support/virtual-app.ts'

const goal = { floor: 200, goal: 1_000, better: 'higher', unit: 'events/s' } as const
const counts = [10, 1_000] as const
const together = 200

/** Events a second through so many triggers, of which one runs on each event; to the end of its runs, all on disk. */
export const throughTriggers: BenchEntry = async ({ rounds, sliceSeconds }) => {
  const results = []
  for (const count of counts) {
    const rates = await measure(count, rounds, sliceSeconds)
    results.push(
      resultOf({ id: 'P17', what: `events through ${count} triggers` }, goal, median(rates), [
        `published ${together} at a time; each runs one trigger, which emits an event, and is told as workflow.triggered: three events and a run with its action, committed with fsync.`,
      ]),
    )
  }
  return results
}

async function measure(count: number, rounds: number, sliceSeconds: number): Promise<number[]> {
  await using app = await virtualApp(() => ({ status: 200 }))
  for (let number = 0; number < count; number += 1) {
    await app.call('triggers.create', {
      name: `Trigger ${number}`,
      events: [`bench.n${number}`],
      condition: { combinator: 'and', rules: [{ field: 'data.total', operator: 'isAtLeast', value: 100 }] },
      actions: [{ kind: 'emit', type: 'bench.done', data: { total: '{{data.total}}' } }],
      runsPerHour: 100_000,
      enabled: true,
    })
  }
  const rates: number[] = []
  for (let round = 0; round <= rounds; round += 1) {
    const rate = await perSecond(app, count, sliceSeconds)
    // The first round warms everything up.
    if (round > 0) rates.push(rate)
  }
  return rates
}

async function perSecond(app: Awaited<ReturnType<typeof virtualApp>>, count: number, seconds: number): Promise<number> {
  const startedAt = performance.now()
  let published = 0
  while (performance.now() - startedAt < seconds * 1000) {
    const batch = Array.from({ length: together }, (_, index) =>
      app.call('events.publish', { type: `bench.n${(published + index) % count}`, data: { total: 149 } }),
    )
    await Promise.all(batch)
    await app.settle()
    published += together
  }
  return (published / (performance.now() - startedAt)) * 1000
}
