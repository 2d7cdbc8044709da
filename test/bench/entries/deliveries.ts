import type { BenchEntry } from '#test/bench/bench-entry.ts'
import { jsonBody } from '#test/bench/measure/payload.ts'
import { pinSelf } from '#test/bench/measure/pinning.ts'
import { untilQuiet } from '#test/bench/measure/process-usage.ts'
import { checkSignatures, createSignedSender } from '#test/bench/measure/signed-sender.ts'
import type { QueuePeer } from '#test/bench/queues/queue-peers.ts'
import { queuePeers } from '#test/bench/queues/queue-peers.ts'
import type { Deliverer } from '#test/bench/queues/start-queue.ts'
import { startQueue } from '#test/bench/queues/start-queue.ts'
import type { Result } from '#test/bench/result.ts'
import { resultOf, skipped } from '#test/bench/result.ts'
import { callsOf } from '#test/bench/servers/creel-calls.ts'
import { creelName, startCreel } from '#test/bench/servers/creel.ts'
import type { Sink } from '#test/bench/servers/sink.ts'
import { startSink } from '#test/bench/servers/sink.ts'
import { median } from '#test/bench/statistics.ts'

const atOnce = 50
const countEachSecond = 2_000
const settleAtMostMs = 15_000

type Comparison = {
  id: string
  what: string
  peers: readonly QueuePeer[]
  ours: (sink: Sink, resources: AsyncDisposableStack) => Promise<Deliverer>
  notes: string[]
}

/** Ours and the queues deliver the same number in turn, the order reversed every other round. */
const againstQueues =
  ({ id, what, peers, ours, notes }: Comparison): BenchEntry =>
  async ({ rounds, sliceSeconds }) => {
    pinSelf()
    await using resources = new AsyncDisposableStack()
    const sink = resources.use(await startSink())
    const deliverers = [await ours(sink, resources)]
    const missing: Result[] = []
    for (const peer of peers) {
      const started = await startQueue(peer, sink, resources)
      if ('missing' in started) missing.push(skipped(nameOf({ id, what }, peer), peer.goal, started.missing))
      else deliverers.push(started)
    }
    const measured = await deliverInTurn(deliverers, { rounds, count: countEachSecond * sliceSeconds })
    const compared = peers.filter(({ name }) => measured.has(name))
    return [
      ...compared.map((peer) =>
        resultOf(nameOf({ id, what }, peer), peer.goal, ratioTo(measured, peer.name), [
          `${creelName} ${medianOf(measured, creelName)} a second, ${peer.name} ${medianOf(measured, peer.name)}.`,
          ...notes,
        ]),
      ),
      ...missing,
    ]
  }

const nameOf = ({ id, what }: { id: string; what: string }, peer: QueuePeer) => ({
  id,
  what: `${what}, against ${peer.name}`,
})

type Measured = ReadonlyMap<string, number[]>

async function deliverInTurn(
  deliverers: readonly Deliverer[],
  { rounds, count }: { rounds: number; count: number },
): Promise<Measured> {
  const measured = new Map(deliverers.map(({ name }): [string, number[]] => [name, []]))
  for (let round = 0; round <= rounds; round += 1) {
    for (const { name, processId, deliver } of round % 2 === 0 ? deliverers : deliverers.toReversed()) {
      const perSecond = await deliver(count)
      await untilQuiet(processId, settleAtMostMs)
      // The first round warms everything up.
      if (round > 0) measured.get(name)?.push(perSecond)
    }
  }
  return measured
}

const medianOf = (measured: Measured, name: string): string => median(measured.get(name) ?? []).toFixed(0)

const ratioTo = (measured: Measured, peer: string): number =>
  median((measured.get(creelName) ?? []).map((ours, round) => ours / (measured.get(peer)?.[round] ?? 0)))

/** Deliveries that are stored and held, until their webhook is resumed. */
async function startHeld(sink: Sink, resources: AsyncDisposableStack): Promise<Deliverer> {
  const creel = resources.use(await startCreel())
  const call = callsOf(creel)
  const { id } = await call('webhooks.create', { name: 'bench', url: sink.url, events: ['*'], concurrency: atOnce })
  const data = JSON.parse(Object.values(jsonBody(1_000)).join('')) as { note: string }
  return {
    name: creelName,
    processId: creel.processId,
    async deliver(count) {
      await call('webhooks.pause', { id })
      await inParallel(count, () => call('events.publish', { type: 'order.updated', data }))
      await sink.forget()
      await call('webhooks.resume', { id })
      return sink.perSecond(count)
    },
  }
}

/** The whole way: requests are sent signed, as fast as they are answered, and come out as deliveries. */
async function startWhole(sink: Sink, resources: AsyncDisposableStack): Promise<Deliverer> {
  const creel = resources.use(await startCreel())
  const call = callsOf(creel)
  await checkSignatures(call)
  await call('webhooks.create', { name: 'bench', url: sink.url, events: ['*'], concurrency: atOnce })
  const sender = resources.use(createSignedSender(creel.url, atOnce))
  let sent = 0
  return {
    name: creelName,
    processId: creel.processId,
    async deliver(count) {
      await sink.forget()
      await inParallel(count, () => sender.send((sent += 1)))
      return sink.perSecond(count)
    },
  }
}

async function inParallel(count: number, work: () => Promise<unknown>): Promise<void> {
  let begun = 0
  const keepBusy = async (): Promise<void> => {
    while (begun < count) {
      begun += 1
      await work()
    }
  }
  await Promise.all(Array.from({ length: atOnce }, keepBusy))
}

export const deliveries = againstQueues({
  id: 'P6',
  what: 'signed deliveries a second, each attempt stored',
  peers: Object.values(queuePeers),
  ours: startHeld,
  notes: [
    `1 KB, ${atOnce} at once, stored beforehand, from the first to the last arrival; the peers store no attempts and have a second core for Redis (AOF everysec) or PostgreSQL.`,
  ],
})

export const endToEnd = againstQueues({
  id: 'P7',
  what: 'caught, checked, planned, signed, delivered, stored a second',
  peers: [{ ...queuePeers.bullmq, goal: { floor: 1, goal: 1.5, better: 'higher', unit: '×' } }],
  ours: startWhole,
  notes: [`the whole way on one core against BullMQ’s delivery of what is queued already, ${atOnce} at once.`],
})
