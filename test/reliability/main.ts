// `npm run test:reliability [harness…] [--seed N] [--seconds N]`: each harness prints one JSON line; a known-bad twin must be caught.
import { parseArgs } from 'node:util'
import { anyOrder } from './any-order.ts'
import { appAway } from './app-away.ts'
import { blackHole } from './black-hole.ts'
import { faultPointNames } from './faults/fault-points.ts'
import { killAtPoints } from './faults/kill-at-points.ts'
import { ioErrors } from './io-errors.ts'
import { killWhileSending } from './kill-while-sending.ts'
import { killWhileRunning } from './kill-while-running.ts'
import { killUnderLoad } from './kill-under-load.ts'
import { outage } from './outage.ts'
import { powerCut } from './power-cut.ts'
import type { Report } from './report.ts'
import { isClean } from './report.ts'
import { chosenSeed } from './seeded-random.ts'
import { taskmaster } from './taskmaster.ts'
import { taskmasterTool } from './taskmaster-tool.ts'
import { tunnelBodies } from './tunnel-bodies.ts'
import { tunnelRestarts } from './tunnel-restarts.ts'

/** How long an app is away. */
const awaySeconds = 60

type Harness = { run: (seed: number, seconds: number) => Promise<Report>; mustBe: 'clean' | 'caught' }

const harnesses: Record<string, Harness> = {
  'kill-under-load': { run: (seed) => killUnderLoad({ kills: 200, seed }), mustBe: 'clean' },
  'kill-reply-before-commit': {
    run: (seed) => killUnderLoad({ kills: 20, seed, twin: 'reply-before-commit', endAtFirst: 'lost' }),
    mustBe: 'caught',
  },
  'kill-forgets-to-route': {
    run: (seed) => killUnderLoad({ kills: 20, seed, twin: 'forgets-to-route', endAtFirst: 'miscounted' }),
    mustBe: 'caught',
  },
  'io-errors': { run: (seed) => ioErrors({ runs: 30, seed }), mustBe: 'clean' },
  'io-errors-reply-despite-error': {
    run: (seed) => ioErrors({ runs: 3, seed, twin: 'reply-despite-error' }),
    mustBe: 'caught',
  },
  'power-cut': { run: (seed) => powerCut({ cuts: 10, seed }), mustBe: 'clean' },
  'power-cut-synchronous-normal': {
    run: (seed) => powerCut({ cuts: 10, seed, twin: 'synchronous-normal' }),
    mustBe: 'caught',
  },
  'kill-while-sending': { run: (seed) => killWhileSending({ kills: 200, seed }), mustBe: 'clean' },
  'kill-forgets-what-was-sent': {
    run: (seed) => killWhileSending({ kills: 3, seed, twin: 'forgets-what-was-sent' }),
    mustBe: 'caught',
  },
  'kill-while-running': {
    run: (seed) => killWhileRunning({ kills: 200, seed, runs: 15_000, commands: 300 }),
    mustBe: 'clean',
  },
  'kill-acts-again': {
    run: (seed) => killWhileRunning({ kills: 3, seed, runs: 300, commands: 3, twin: 'acts-again' }),
    mustBe: 'caught',
  },
  'kill-at-points': {
    run: (seed) => killAtPoints({ points: faultPointNames, killsPerPoint: 25, seed }),
    mustBe: 'clean',
  },
  'kill-at-points-forgets-what-was-sent': {
    run: (seed) => killAtPoints({ points: ['after-send'], killsPerPoint: 3, seed, twin: 'forgets-what-was-sent' }),
    mustBe: 'caught',
  },
  'any-order': { run: (seed) => anyOrder({ runs: 10_000, seed }), mustBe: 'clean' },
  'any-order-loses-what-is-held': {
    run: (seed) => anyOrder({ runs: 300, seed, twin: 'loses-what-is-held' }),
    mustBe: 'caught',
  },
  outage: { run: (seed) => outage({ hours: [1, 24, 80], deliveries: 10_000, seed }), mustBe: 'clean' },
  'outage-a-second-late': {
    run: (seed) => outage({ hours: [80], deliveries: 100, seed, twin: 'a-second-late' }),
    mustBe: 'caught',
  },
  'black-hole': { run: (seed) => blackHole({ webhooks: 50, events: 100, seed }), mustBe: 'clean' },
  'black-hole-shares-slots': {
    run: (seed) => blackHole({ webhooks: 50, events: 10, seed, twin: 'shares-slots' }),
    mustBe: 'caught',
  },
  'app-away-forward': { run: (seed, seconds) => appAway({ mode: 'forward', seconds, seed }), mustBe: 'clean' },
  'app-away-relay': { run: (seed, seconds) => appAway({ mode: 'relay', seconds, seed }), mustBe: 'clean' },
  'app-away-forgets': {
    run: (seed) => appAway({ mode: 'forward', seconds: 2, seed, twin: 'forgets' }),
    mustBe: 'caught',
  },
  'tunnel-restarts': { run: (seed) => tunnelRestarts({ restarts: 50, seed }), mustBe: 'clean' },
  'tunnel-bodies': { run: (seed) => tunnelBodies({ bodies: 500, seed }), mustBe: 'clean' },
  'tunnel-bodies-local-host': {
    run: (seed) => tunnelBodies({ bodies: 20, seed, twin: 'local-host' }),
    mustBe: 'caught',
  },
  taskmaster: { run: (seed) => taskmaster({ writes: 200, seed }), mustBe: 'clean' },
  'taskmaster-tool': { run: (seed) => taskmasterTool({ events: 10, seed }), mustBe: 'clean' },
  'taskmaster-careless': { run: (seed) => taskmaster({ writes: 100, seed, twin: 'careless' }), mustBe: 'caught' },
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seed: { type: 'string' }, seconds: { type: 'string' } },
})
const unknown = positionals.filter((name) => !Object.hasOwn(harnesses, name))
if (unknown.length > 0) {
  console.error(`There is no harness ${unknown.join(', ')}. There are: ${Object.keys(harnesses).join(', ')}.`)
  process.exit(2)
}

const seed = values.seed === undefined ? chosenSeed() : Number(values.seed)
const seconds = Number(values.seconds ?? awaySeconds)
const counts = { passed: 0, failed: 0, skipped: 0 }
for (const [name, { run, mustBe }] of Object.entries(harnesses)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue
  const report = await run(seed, seconds)
  const outcome =
    report.skipped !== undefined ? 'skipped' : isClean(report) === (mustBe === 'clean') ? 'passed' : 'failed'
  counts[outcome] += 1
  console.log(JSON.stringify(report))
  console.log(`${outcome}: ${name}${mustBe === 'caught' ? ' (a known-bad twin, which must be caught)' : ''}`)
}
console.log(
  `\n${counts.passed} passed, ${counts.failed} failed${counts.skipped > 0 ? `, ${counts.skipped} skipped` : ''}`,
)
process.exitCode = counts.failed > 0 ? 1 : 0
