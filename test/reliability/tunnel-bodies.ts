import { createHash, randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { inParallel } from '#test/support/in-parallel.ts'
import { listAll } from '#test/support/list-all.ts'
import type { RunningService } from '#test/support/service.ts'
import { runService } from '#test/support/service.ts'
import { startTunnelRelay } from '#test/support/tunnel-relay.ts'
import { noFindings } from './audit.ts'
import type { Report } from './report.ts'
import { toReport } from './report.ts'
import { seededRandom } from './seeded-random.ts'

const largestBytes = 5_000_000

const twins = { 'local-host': new URL('./twins/tunnel-worker-with-local-host.ts', import.meta.url) }

export type TunnelBodiesOptions = { bodies: number; seed: number; twin?: keyof typeof twins }

/** Sends `bodies` of random bytes, 1 B to 5 MB, through a tunnel and compares what is kept with what was sent. */
export async function tunnelBodies({ bodies, seed, twin }: TunnelBodiesOptions): Promise<Report> {
  const relay = await startTunnelRelay()
  try {
    await using creel = await runService({ tunnelHost: relay.url }, twin && { tunnelWorker: twins[twin] })
    const url = await openTunnel(creel)
    const sizes = sizesOf(bodies, seed)
    const sent = await inParallel(sizes, (size, index) => send(`${url}/${index}`, size))
    const rows = await listAll(creel.call)
    const kept = new Map(rows.map(({ path, id }) => [path, id]))
    const same = await inParallel(sent, async ({ sha256, status }, index) => {
      const id = kept.get(`/${index}`)
      if (status !== 200) return 'refused'
      if (id === undefined) return 'lost'
      const body = await (await creel.fetch(`/api/v1/requests/${id}/body`)).bytes()
      return hashOf(body) === sha256 ? 'same' : 'damaged'
    })
    const count = (what: (typeof same)[number]): number => same.filter((one) => one === what).length
    return toReport('tunnel-bodies', seed, {
      findings: {
        ...noFindings(),
        lost: count('lost'),
        damaged: count('damaged'),
        unrouted: count('refused'),
        duplicated: rows.length - kept.size,
      },
      acknowledged: count('same'),
      latenciesMs: sent.map(({ tookMs }) => tookMs),
      more: { bytes: sizes.reduce((sum, size) => sum + size, 0), largestBytes: Math.max(...sizes) },
    })
  } finally {
    await relay.stop()
  }
}

/** Small and large alike: as many between 1 B and 10 B as between 500 kB and 5 MB; the first and the last are exact. */
function sizesOf(bodies: number, seed: number): number[] {
  const random = seededRandom(seed)
  const any = (): number => Math.max(1, Math.round(largestBytes ** random.next()))
  return [1, ...Array.from({ length: bodies - 2 }, any), largestBytes]
}

async function openTunnel(creel: RunningService): Promise<string> {
  const { id } = await creel.firstSource()
  await creel.call('tunnels.start', {})
  for (;;) {
    const { publicUrl } = await creel.call('sources.get', { id })
    if (publicUrl !== null) return publicUrl
    await pause(50)
  }
}

async function send(url: string, size: number): Promise<{ sha256: string; status: number; tookMs: number }> {
  const body = randomBytes(size)
  const startedAt = performance.now()
  const headers = { 'content-type': 'application/octet-stream' }
  // A body that is longer or shorter than was said breaks the connection.
  const status = await fetch(url, { method: 'POST', body, headers }).then(
    (answer) => answer.status,
    () => 0,
  )
  return { sha256: hashOf(body), status, tookMs: performance.now() - startedAt }
}

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
