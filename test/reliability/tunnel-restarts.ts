import { setTimeout as pause } from 'node:timers/promises'
import type { RunningService } from '#test/support/service.ts'
import { runService } from '#test/support/service.ts'
import { startTunnelRelay } from '#test/support/tunnel-relay.ts'
import { noFindings } from './audit.ts'
import type { Report } from './report.ts'
import { percentile, toReport } from './report.ts'
import { seededRandom } from './seeded-random.ts'

/** The tunnel must be public again so soon after its server is. */
const upWithinMs = 10_000
/** So long after the server has gone nobody may be told any more that the receiver is public. */
const takenBackWithinMs = 30_000
const longestOutageMs = 2_000
const lookEveryMs = 20
const givenUpAfterMs = 60_000

/**
 * Ends the tunnel's server and starts it again, `restarts` times. `failed` counts the times that the tunnel was not
 * public again in time, or was said to be public too long; n is how often it came back.
 */
export async function tunnelRestarts({ restarts, seed }: { restarts: number; seed: number }): Promise<Report> {
  const random = seededRandom(seed)
  let relay = await startTunnelRelay()
  await using creel = await runService({ tunnelHost: relay.url })
  const upAfterMs: number[] = []
  const takenBackAfterMs: number[] = []
  try {
    await creel.call('tunnels.start', {})
    await timeUntil(creel, (isPublic) => isPublic)
    for (let restart = 0; restart < restarts; restart += 1) {
      await relay.stop()
      takenBackAfterMs.push(await timeUntil(creel, (isPublic) => !isPublic))
      await pause(random.between(0, longestOutageMs))
      relay = await startTunnelRelay(relay.port)
      upAfterMs.push(await timeUntil(creel, (isPublic) => isPublic))
    }
  } finally {
    await relay.stop()
  }
  const tooLate = upAfterMs.filter((ms) => ms > upWithinMs).length
  const saidTooLong = takenBackAfterMs.filter((ms) => ms > takenBackWithinMs).length
  return toReport('tunnel-restarts', seed, {
    findings: { ...noFindings(), unrouted: tooLate, broken: saidTooLong },
    acknowledged: upAfterMs.filter((ms) => ms < givenUpAfterMs).length,
    latenciesMs: upAfterMs,
    more: {
      upAfterMostMs: Math.round(Math.max(...upAfterMs)),
      takenBackAfterMs: percentile(takenBackAfterMs, 0.5),
      takenBackAfterMostMs: Math.round(Math.max(...takenBackAfterMs)),
      tooLate,
      saidTooLong,
    },
  })
}

async function timeUntil(creel: RunningService, isSo: (isPublic: boolean) => boolean): Promise<number> {
  const startedAt = performance.now()
  const passed = (): number => performance.now() - startedAt
  while (passed() < givenUpAfterMs) {
    const [tunnel] = (await creel.call('tunnels.list', {})).items
    if (isSo(tunnel?.state.kind === 'public')) return passed()
    await pause(lookEveryMs)
  }
  return givenUpAfterMs
}
