import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BenchEntry } from '#test/bench/bench-entry.ts'
import { jsonBody, plainHeaders } from '#test/bench/measure/payload.ts'
import type { Contender } from '#test/bench/measure/run-rounds.ts'
import { describeSlices, pairedRatio, runRounds } from '#test/bench/measure/run-rounds.ts'
import { debianWebhook } from '#test/bench/peers/debian-webhook.ts'
import { mitmdump } from '#test/bench/peers/mitmdump.ts'
import { mockoon } from '#test/bench/peers/mockoon.ts'
import { nodeRed } from '#test/bench/peers/node-red.ts'
import type { Peer } from '#test/bench/peers/peer.ts'
import type { Result } from '#test/bench/result.ts'
import { resultOf, skipped } from '#test/bench/result.ts'
import { startBareFastify } from '#test/bench/servers/bare-fastify.ts'
import { creelName, startCreel, subscribe } from '#test/bench/servers/creel.ts'
import { freePort } from '#test/bench/servers/free-port.ts'
import { startServer } from '#test/bench/servers/server-process.ts'

const peers: readonly Peer[] = [nodeRed, mockoon, debianWebhook, mitmdump]
const nameOf = (peer: Peer) => ({ id: 'P5', what: `durable 2xx, 1 KB, against ${peer.name}` })

/** The built product, which waits for the disk, against programs that do not. */
export const againstPeers: BenchEntry = async ({ rounds, sliceSeconds }) => {
  await using resources = new AsyncDisposableStack()
  const upstream = resources.use(await startBareFastify())
  const creel = resources.use(await startCreel())
  resources.use(await subscribe(creel))
  const started: [Peer, Contender][] = []
  const missing: Result[] = []
  for (const peer of peers) {
    const outcome = await startPeer(peer, upstream.url, resources)
    if ('missing' in outcome) missing.push(skipped(nameOf(peer), peer.goal, outcome.missing))
    else started.push([peer, outcome])
  }
  const load = { headers: plainHeaders, body: jsonBody(1_000), connections: 50, seconds: sliceSeconds }
  const measured = await runRounds([creel, ...started.map(([, contender]) => contender)], load, rounds)
  return [
    ...started.map(([peer]) =>
      resultOf(nameOf(peer), peer.goal, pairedRatio(measured, creelName, peer.name), [
        describeSlices(measured, peer.name),
        describeSlices(measured, creelName),
      ]),
    ),
    ...missing,
  ]
}

async function startPeer(
  peer: Peer,
  upstream: string,
  resources: AsyncDisposableStack,
): Promise<Contender | { missing: string }> {
  const found = await peer.find()
  if ('missing' in found) return found
  const folder = mkdtempSync(join(tmpdir(), 'creel-bench-peer-'))
  resources.defer(() => rmSync(folder, { recursive: true, force: true }))
  const port = await freePort()
  try {
    const { program } = found
    const server = resources.use(
      await startServer(peer.command({ program, folder, port, upstream }), (line) => peer.isReady(line)),
    )
    const url = `http://127.0.0.1:${port}${peer.path}`
    const { ok, status } = await fetch(url, { method: 'POST', headers: plainHeaders, body: '{}' })
    return ok ? { name: peer.name, url, processId: server.processId } : { missing: `it answers ${status}.` }
  } catch (error) {
    return { missing: `it did not start: ${String(error).slice(0, 300)}` }
  }
}
