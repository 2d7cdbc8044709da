import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { Command, Run, StoredDelivery, World } from './delivery-run.ts'
import { cleanUp, closeRun, obey, openRun } from './delivery-run.ts'

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
function requireNoneLost(world: World, before: readonly StoredDelivery[], run: Run): StoredDelivery[] {
  const now = world.deliveriesOf(run.id)
  const states = new Map(now.map(({ id, state }) => [id, state]))
  for (const { id, state } of before) {
    assert.ok(states.has(id), `${id} is lost.`)
    assert.equal(ended.has(state) ? states.get(id) : state, state, `${id} had ended.`)
  }
  assert.equal(now.length, run.published + run.replayed, 'So many deliveries were planned.')
  return now
}

/** At the end nothing is owed any more, and each ended as its attempts did. */
function requireEnded(world: World, run: Run): void {
  const attempts = Map.groupBy(world.attemptsOf(run.id), ({ deliveryId }) => deliveryId)
  const isRight: Record<string, (successes: number, attempts: number) => boolean> = {
    delivered: (successes) => successes === 1,
    dead_letter: (successes, all) => successes === 0 && all > 0,
    cancelled: (successes) => successes === 0 && run.cancels,
  }
  for (const { id, state, attemptCount } of world.deliveriesOf(run.id)) {
    const own = attempts.get(id) ?? []
    assert.ok(ended.has(state), `${id} is ${state} at the end.`)
    assert.deepEqual(
      own.map(({ number }) => number),
      Array.from({ length: attemptCount }, (_, index) => index + 1),
    )
    assert.deepEqual(
      own.filter(({ endedAt, status, error }) => endedAt === null || (status === null) === (error === null)),
      [],
    )
    const { length: successes } = own.filter(({ status }) => status === 200)
    assert.ok(isRight[state]?.(successes, own.length), `${id} is ${state}: ${successes} of ${own.length} succeeded.`)
  }
}

/** Each request that reached the target bore the id of its event, and stood on disk before. */
function requireRecorded(world: World, run: Run, firstArrival: number): void {
  const arrivals = world.arrivals.slice(firstArrival)
  const attempts = Map.groupBy(world.attemptsOf(run.id), ({ eventId }) => eventId)
  assert.deepEqual(
    arrivals.filter(({ recorded }) => recorded === 0),
    [],
  )
  for (const [eventId, seen] of Map.groupBy(arrivals, (arrival) => arrival.eventId)) {
    assert.ok(
      (attempts.get(eventId)?.length ?? 0) >= seen.length,
      `${eventId} arrived more often than it was recorded.`,
    )
  }
}

/** Whatever people, targets and restarts do, each delivery ends once, and none is lost. A run has at most 50 commands. */
export const eachDeliveryEndsOnce = (world: World) =>
  fc.asyncProperty(fc.array(anyCommand, { minLength: 1, maxLength: 50, size: 'max' }), async (commands) => {
    const run = await openRun(world)
    const firstArrival = world.arrivals.length
    let known: StoredDelivery[] = []
    for (const command of commands) {
      await obey(world, run, command)
      known = requireNoneLost(world, known, run)
    }
    await cleanUp(world, run)
    requireNoneLost(world, known, run)
    requireEnded(world, run)
    requireRecorded(world, run, firstArrival)
    await closeRun(world, run)
  })
