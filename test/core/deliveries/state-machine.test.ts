import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Command, Run, StoredDelivery, World } from '#test/support/delivery-run.ts'
import { cleanUp, closeRun, obey, openRun, openWorld } from '#test/support/delivery-run.ts'

let world: World

beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world[Symbol.asyncDispose]())

const plain = fc.constantFrom('publish', 'publish', 'publish', 'restart').map((kind) => ({ kind }) as const)
const webhook = fc.record({
  kind: fc.constant('webhook'),
  does: fc.constantFrom('pause', 'rotateSecret', 'delete', 'restore'),
})
const delivery = fc.record({
  kind: fc.constant('delivery'),
  does: fc.constantFrom('retry', 'replay', 'cancel'),
  which: fc.nat(20),
})
const resume = fc.record({ kind: fc.constant('resume'), held: fc.constantFrom('send', 'keep', 'cancel') })
const wait = fc.record({ kind: fc.constant('wait'), seconds: fc.constantFrom(1, 6, 35, 70, 400) })
const target = fc.record({
  kind: fc.constant('target'),
  answers: fc.constantFrom(
    'never' as const,
    { status: 200 },
    { status: 200, afterMs: 4000 },
    { status: 500 },
    { status: 500, afterMs: 4000 },
    { status: 429, retryAfter: '90' },
    { status: 410 },
  ),
})
const anyCommand: fc.Arbitrary<Command> = fc.oneof(
  { arbitrary: plain, weight: 6 },
  { arbitrary: webhook, weight: 3 },
  { arbitrary: delivery, weight: 4 },
  { arbitrary: resume, weight: 2 },
  { arbitrary: wait, weight: 3 },
  { arbitrary: target, weight: 3 },
)

const ended = new Set(['delivered', 'dead_letter', 'cancelled'])

/** What was there is there, and what had ended has ended so. */
function expectNoneLost(before: readonly StoredDelivery[], run: Run): StoredDelivery[] {
  const now = world.deliveriesOf(run.id)
  const states = new Map(now.map(({ id, state }) => [id, state]))
  for (const { id, state } of before) {
    expect(states.has(id)).toBe(true)
    expect(ended.has(state) ? states.get(id) : state).toBe(state)
  }
  expect(now).toHaveLength(run.published + run.replayed)
  return now
}

/** At the end nothing is owed any more, and each ended as its attempts did. */
function expectEnded(run: Run): void {
  const attempts = Map.groupBy(world.attemptsOf(run.id), ({ deliveryId }) => deliveryId)
  const isRight: Record<string, (successes: number, attempts: number) => boolean> = {
    delivered: (successes) => successes === 1,
    dead_letter: (successes, all) => successes === 0 && all > 0,
    cancelled: (successes) => successes === 0 && run.cancels,
  }
  for (const { id, state, attemptCount } of world.deliveriesOf(run.id)) {
    const own = attempts.get(id) ?? []
    expect(ended).toContain(state)
    expect(own.map(({ number }) => number)).toEqual(own.map((_, index) => index + 1))
    expect(own).toHaveLength(attemptCount)
    expect(
      own.filter(({ endedAt, status, error }) => endedAt === null || (status === null) === (error === null)),
    ).toEqual([])
    const { length: successes } = own.filter(({ status }) => status === 200)
    expect({ state, successes, isRight: isRight[state]?.(successes, own.length) }).toMatchObject({ isRight: true })
  }
}

/** Each request that reached the target bore the id of its event, and stood on disk before. */
function expectRecorded(run: Run, firstArrival: number): void {
  const arrivals = world.arrivals.slice(firstArrival)
  const attempts = Map.groupBy(world.attemptsOf(run.id), ({ eventId }) => eventId)
  expect(arrivals.filter(({ recorded }) => recorded === 0)).toEqual([])
  for (const [eventId, seen] of Map.groupBy(arrivals, (arrival) => arrival.eventId)) {
    expect(attempts.get(eventId)?.length ?? 0).toBeGreaterThanOrEqual(seen.length)
  }
}

test(
  'whatever people, targets and restarts do, each delivery ends once, and none is lost',
  { timeout: 600_000 },
  async () => {
    const commands = fc.array(anyCommand, { minLength: 1, maxLength: 50, size: 'max' })
    const keeps = fc.asyncProperty(commands, async (given) => {
      const run = await openRun(world)
      const firstArrival = world.arrivals.length
      let known: StoredDelivery[] = []
      for (const command of given) {
        await obey(world, run, command)
        known = expectNoneLost(known, run)
      }
      await cleanUp(world, run)
      expectNoneLost(known, run)
      expectEnded(run)
      expectRecorded(run, firstArrival)
      await closeRun(world, run)
    })
    await fc.assert(keeps, { numRuns: 300 })
  },
)
