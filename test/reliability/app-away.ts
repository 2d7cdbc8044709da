import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { ForwardingMode } from '#shared/model/forwarding.ts'
import { runService } from '#test/support/service.ts'
import { noFindings } from './audit.ts'
import type { Report } from './report.ts'
import { toReport } from './report.ts'
import { seededRandom } from './seeded-random.ts'

const requestsPerSecond = 20
/** Senders of a relay wait so long for the app. */
const limitMs = 5_000
/** A busy machine may be late by this before it counts. */
const lenienceMs = 5_000
/** How long there is load before the app is killed and after it is back. */
const besideMs = 2_000

type Wishes = {
  mode: Exclude<ForwardingMode, 'off'>
  /** How long the app is away. */
  seconds: number
  seed: number
  /** Bad: what the app has not got after this is thrown away. */
  twin?: 'forgets' | null
}

/**
 * Kills the app behind a source and starts it again, under steady load. Each sender gets the app's own answer or the
 * stand-in in time, every request reaches the app, and what it missed reaches it in order; what was under way at the
 * kill may reach it twice.
 */
export async function appAway({ mode, seconds, seed, twin = null }: Wishes): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), 'creel-app-away-'))
  const log = join(folder, 'received')
  writeFileSync(log, '')
  await using creel = await runService()
  let app = await startApp(0, log)
  try {
    const { id, url } = await creel.firstSource()
    const answer = { status: 200, headers: [], body: 'stand-in', delayMs: 0 }
    const forwarding = { mode, targets: [`http://127.0.0.1:${app.port}`], limitMs }
    await creel.call('sources.update', { id, answer, forwarding })
    const load = startSteadyLoad(url)
    // At any moment of a request: before, amid or after it.
    await pause(besideMs + seededRandom(seed).between(0, 1000 / requestsPerSecond))
    await app.kill()
    await pause(seconds * 1000)
    if (twin === 'forgets') {
      for (const row of (await creel.call('deliveries.list', { state: 'queued', limit: 20 })).items) {
        await creel.call('deliveries.cancel', { id: row.id })
      }
    }
    app = await startApp(app.port, log)
    await pause(besideMs)
    const senders = await load.stop()
    await untilSettled(creel.call, seconds)
    return report({ mode, seconds, seed, twin }, senders, readFileSync(log, 'utf8').split('\n').slice(0, -1))
  } finally {
    await app.kill()
    rmSync(folder, { recursive: true, force: true })
  }
}

type Sender = { key: string; answer: string; tookMs: number }

function report(
  { mode, seconds, seed, twin }: Wishes,
  senders: readonly Sender[],
  received: readonly string[],
): Report {
  const got = new Set(received)
  const own = mode === 'relay' ? (key: string): string => `app ${key}` : (): string => 'stand-in'
  // In a relay several go at once while the app answers: only what had to wait for it has an order.
  const ordered = senders.filter(({ answer }) => answer === 'stand-in').map(({ key }) => key)
  const firsts = [...got].filter((key) => ordered.includes(key))
  const findings = {
    ...noFindings(),
    lost: senders.filter(({ key }) => !got.has(key)).length,
    outOfOrder: firsts.filter((key, index) => key !== ordered[index]).length,
    wronglyAnswered: senders.filter(({ key, answer }) => answer !== 'stand-in' && answer !== own(key)).length,
    late: senders.filter(({ tookMs }) => tookMs > limitMs + lenienceMs).length,
    // More than were under way when the app was killed.
    sentTwice: Math.max(0, received.length - got.size - (mode === 'relay' ? 10 : 1)),
  }
  return toReport(`app-away ${mode}${twin ? ` (${twin})` : ''}`, seed, {
    findings,
    acknowledged: senders.length,
    latenciesMs: senders.map(({ tookMs }) => tookMs),
    more: { seconds, waited: mode === 'relay' ? ordered.length : null, twice: received.length - got.size, ...findings },
  })
}

/** Sends at a steady pace, whatever is answered. */
function startSteadyLoad(url: string): { stop: () => Promise<Sender[]> } {
  const senders: Promise<Sender>[] = []
  const send = async (key: string): Promise<Sender> => {
    const startedAt = performance.now()
    const response = await fetch(`${url}/${key}`, { method: 'POST', body: key })
    return { key, answer: await response.text(), tookMs: performance.now() - startedAt }
  }
  const timer = setInterval(() => senders.push(send(String(senders.length))), 1000 / requestsPerSecond)
  return {
    stop() {
      clearInterval(timer)
      return Promise.all(senders)
    },
  }
}

type App = { port: number; kill: () => Promise<void> }

async function startApp(port: number, log: string): Promise<App> {
  const program = fileURLToPath(new URL('./killable-app.ts', import.meta.url))
  const child: ChildProcess = spawn(process.execPath, [program, String(port), log], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  if (!child.stdout) throw new Error('The app has no output.')
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string]
  return {
    port: Number(line),
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const closed = once(child, 'close')
      child.kill('SIGKILL')
      await closed
    },
  }
}

const settlesWithinMs = 60_000

/** Waits until nothing is owed any more, or gives up: then the report says what is missing. */
async function untilSettled(call: Awaited<ReturnType<typeof runService>>['call'], seconds: number): Promise<void> {
  const giveUpAt = performance.now() + settlesWithinMs + seconds * 1000
  for (const state of ['queued', 'sending', 'retrying'] as const) {
    while ((await call('deliveries.list', { state, limit: 1 })).items.length > 0 && performance.now() < giveUpAt) {
      await pause(50)
    }
  }
}
