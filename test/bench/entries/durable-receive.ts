import type { BenchEntry } from '#test/bench/bench-entry.ts'
import type { Load } from '#test/bench/measure/load.ts'
import { jsonBody, manyHeaders, plainHeaders } from '#test/bench/measure/payload.ts'
import { describeSlices, pairedRatio, runRounds } from '#test/bench/measure/run-rounds.ts'
import type { Goal } from '#test/bench/result.ts'
import { resultOf } from '#test/bench/result.ts'
import { bareFastifyName, startBareFastify } from '#test/bench/servers/bare-fastify.ts'
import type { RunningCreel } from '#test/bench/servers/creel.ts'
import { callsOf } from '#test/bench/servers/creel-calls.ts'
import { creelName, startCreel, subscribe } from '#test/bench/servers/creel.ts'

const note =
  'the built server, all on: routing, full-text index, checks, one subscriber of the feed. ' +
  'Routing is in the slice; most of the indexing comes after it and is in the CPU “with what follows”.'

const webhooks = 1_000
const hook = { url: 'http://127.0.0.1:9/', events: ['request.received'] }

/** One webhook that takes what comes, held so that no sending is in the figure, among many that do not take it. */
async function makeWebhooks(creel: RunningCreel): Promise<void> {
  const call = callsOf(creel)
  const { id } = await call('webhooks.create', { ...hook, name: 'takes it' })
  await call('webhooks.pause', { id })
  for (let index = 1; index < webhooks; index += 1) {
    await call('webhooks.create', { ...hook, name: `other ${index}`, events: [`order${index}.*`] })
  }
}

/** The built product against a Fastify that stores nothing: requests a second as a share. */
const againstFastify =
  (
    name: { id: string; what: string },
    goal: Goal,
    what: Pick<Load, 'headers' | 'body'>,
    prepare = async (_creel: RunningCreel) => {},
  ): BenchEntry =>
  async ({ rounds, sliceSeconds }) => {
    await using fastify = await startBareFastify()
    await using creel = await startCreel()
    await prepare(creel)
    await using _subscriber = await subscribe(creel)
    const measured = await runRounds([creel, fastify], { ...what, connections: 50, seconds: sliceSeconds }, rounds)
    return [
      resultOf(name, goal, pairedRatio(measured, creelName, bareFastifyName) * 100, [
        note,
        describeSlices(measured, creelName),
        describeSlices(measured, bareFastifyName),
      ]),
    ]
  }

export const receiveSmall = againstFastify(
  { id: 'P1', what: 'durable 2xx, 1 KB, share of bare Fastify' },
  { floor: 75, goal: 100, better: 'higher', unit: '%' },
  { headers: plainHeaders, body: jsonBody(1_000) },
)

export const receiveAndPlan = againstFastify(
  { id: 'P2', what: `the same, with ${webhooks.toLocaleString('en')} webhooks to match and a delivery each` },
  { floor: 50, goal: 80, better: 'higher', unit: '%' },
  { headers: plainHeaders, body: jsonBody(1_000) },
  makeWebhooks,
)

export const receiveLarge = againstFastify(
  { id: 'P3', what: 'durable 2xx, 10 KB, 12 headers, share of bare Fastify' },
  { floor: 35, goal: 60, better: 'higher', unit: '%' },
  { headers: manyHeaders, body: jsonBody(10_000) },
)
