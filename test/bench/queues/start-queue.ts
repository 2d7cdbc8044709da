import { dirname } from 'node:path'
import type { Sink } from '#test/bench/servers/sink.ts'
import { startServer } from '#test/bench/servers/server-process.ts'
import type { QueuePeer } from './queue-peers.ts'
import { prepareStore } from './queue-peers.ts'

/** Something that delivers a number of stored deliveries; answers how many a second. */
export type Deliverer = { name: string; processId: number; deliver: (count: number) => Promise<number> }

/** Starts a queue with its store, or tells why it cannot be. */
export async function startQueue(
  peer: QueuePeer,
  sink: Sink,
  resources: AsyncDisposableStack,
): Promise<Deliverer | { missing: string }> {
  const found = await peer.findPackage()
  if ('missing' in found) return found
  try {
    const prepared = await prepareStore(peer.store, resources)
    if ('missing' in prepared) return prepared
    resources.use(await startServer(prepared.command, peer.store.isReady))
    const packages = dirname(dirname(found.program))
    const given = ['--packages', packages, '--sink', sink.url, '--store', prepared.address]
    const env = { NODE_ENV: 'production' }
    const worker = await startServer({ command: process.execPath, args: [peer.program, ...given], env }, (line) =>
      line.startsWith('http://'),
    )
    resources.use(worker)
    return { name: peer.name, processId: worker.processId, deliver: deliverWith(worker.firstLine, sink) }
  } catch (error) {
    return { missing: `it did not start: ${String(error).slice(0, 300)}` }
  }
}

const deliverWith =
  (url: string, sink: Sink): Deliverer['deliver'] =>
  async (count) => {
    await sink.forget()
    const answer = await fetch(url, { method: 'POST', body: String(count) })
    if (!answer.ok) throw new Error(`The queue failed: ${await answer.text()}`)
    return sink.perSecond(count)
  }
