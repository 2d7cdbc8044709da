import type { TunnelState } from '#shared/model/tunnel.ts'
import type { Clock, Log } from '#main/core/ports.ts'
import type { OpenTunnel, ProbeResult, ProbeTunnel, TunnelDriver } from './tunnel-driver.ts'

const probeEveryMs = 10_000
/** After a failure one looks again sooner, and after so many opens anew. */
const probeAgainMs = 1_000
const probeWithinMs = 8_000
const failuresBeforeReopening = 5
const firstWaitMs = 500
const longestWaitMs = 4_000

/** Keeps one tunnel open from `start` to `stop`, whatever happens in between. */
export type TunnelKeeper = {
  start: () => void
  /** Resolves when nothing of the tunnel is left. */
  stop: () => Promise<void>
}

export type KeeperParts = {
  driver: TunnelDriver
  probe: ProbeTunnel
  clock: Clock
  log: Log
  localPort: () => number
  /** What the tunnel was called when there was one last: the same name is the same address. */
  lastName: () => Promise<string | null>
  /** `name` is what the tunnel's server calls it, null while none is open. */
  changed: (state: TunnelState, name: string | null) => void
}

export function createTunnelKeeper(parts: KeeperParts): TunnelKeeper {
  let running: { stopping: AbortController; ended: Promise<void> } | null = null
  return {
    start() {
      if (running) return
      const stopping = new AbortController()
      running = { stopping, ended: keepOpen(parts, parts.changed, stopping.signal) }
    },
    async stop() {
      const before = running
      running = null
      before?.stopping.abort()
      await before?.ended
    },
  }
}

type SetState = KeeperParts['changed']

async function keepOpen(parts: KeeperParts, setState: SetState, signal: AbortSignal): Promise<void> {
  const { clock, driver, log } = parts
  let wanted = await parts.lastName().catch(() => null)
  let waitMs = firstWaitMs
  let since = isoNow(clock)
  let problem: string | null = null
  for (let attempts = 1; !signal.aborted; attempts += 1) {
    setState({ kind: 'connecting', since, attempts, problem }, null)
    const ended: Ended = await openOnce(parts, wanted, setState, signal)
    // Said once, not again with every attempt of a night without network.
    if (ended.wanted === null && ended.problem !== problem) {
      log.warn('tunnel.not-opened', { driver: driver.name, attempts, problem: ended.problem })
    }
    problem = ended.problem
    wanted = ended.wanted ?? wanted
    if (ended.wasProven) {
      // The next one starts afresh: at once, and the wait is short again.
      ;({ waitMs, since, attempts } = { waitMs: firstWaitMs, since: isoNow(clock), attempts: 0 })
      continue
    }
    // A relay that opens tunnels and loses them at once must not be asked without a pause either.
    await pause(clock, waitMs, signal)
    waitMs = Math.min(waitMs * 2, longestWaitMs)
  }
}

/** How a tunnel came to its end; `wanted` is its name, to be asked for again, null where none was opened. */
type Ended = { problem: string; wasProven: boolean; wanted: string | null }

async function openOnce(
  parts: KeeperParts,
  wanted: string | null,
  setState: SetState,
  signal: AbortSignal,
): Promise<Ended> {
  const { driver, log, localPort } = parts
  const opened = await tryOpen(driver, { localPort: localPort(), wanted, signal })
  if ('problem' in opened) return { ...opened, wasProven: false, wanted: null }
  log.info('tunnel.opened', { driver: driver.name, url: opened.url })
  const ended = await watch(parts, opened, setState, signal)
  await opened.close()
  return { ...ended, wanted: opened.name }
}

async function tryOpen(
  driver: TunnelDriver,
  options: Parameters<TunnelDriver['open']>[0],
): Promise<OpenTunnel | { problem: string }> {
  try {
    return await driver.open(options)
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) }
  }
}

/** Probes an open tunnel until it is lost; answers why it was given up. */
async function watch(
  parts: KeeperParts,
  tunnel: OpenTunnel,
  setState: SetState,
  signal: AbortSignal,
): Promise<Pick<Ended, 'problem' | 'wasProven'>> {
  const { clock } = parts
  const lost = new AbortController()
  let problem = 'The tunnel was closed.'
  let wasProven = false
  void tunnel.lost.then((why) => {
    problem = why
    lost.abort()
  })
  const gone = AbortSignal.any([signal, lost.signal])
  let provenSince: string | null = null
  let failedSince: string | null = null
  for (let failures = 0; !gone.aborted && failures < failuresBeforeReopening;) {
    const result = await probeInTime(parts, tunnel.url, gone)
    if (gone.aborted) break
    const now = isoNow(clock)
    if (result.kind === 'proven') {
      failures = 0
      wasProven = true
      provenSince ??= now
      failedSince = null
      const { latencyMs } = result
      setState({ kind: 'public', url: tunnel.url, since: provenSince, provenAt: now, latencyMs }, tunnel.name)
    } else {
      failures += 1
      provenSince = null
      failedSince ??= now
      problem = result.problem
      setState({ kind: 'unreachable', url: tunnel.url, since: failedSince, problem }, tunnel.name)
    }
    await pause(clock, result.kind === 'proven' ? probeEveryMs : probeAgainMs, gone)
  }
  return { problem, wasProven }
}

/** A probe that says nothing at all must not let the tunnel pass for public either. */
async function probeInTime({ clock, probe }: KeeperParts, url: string, gone: AbortSignal): Promise<ProbeResult> {
  const late = new AbortController()
  const cancel = clock.after(probeWithinMs, () => late.abort())
  const tooLate = new Promise<ProbeResult>((resolve) => {
    const problem = `The public address does not answer within ${probeWithinMs / 1000} s.`
    late.signal.addEventListener('abort', () => resolve({ kind: 'failed', problem }))
  })
  try {
    return await Promise.race([probe(url, AbortSignal.any([gone, late.signal])), tooLate])
  } finally {
    cancel()
  }
}

const isoNow = (clock: Clock): string => new Date(clock.now()).toISOString()

/** Waits, but not past an abort. */
const pause = (clock: Clock, delayMs: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const end = (): void => {
      cancel()
      signal.removeEventListener('abort', end)
      resolve()
    }
    const cancel = clock.after(delayMs, end)
    signal.addEventListener('abort', end)
  })
