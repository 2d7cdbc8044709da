import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { ServerProcess } from './server-process.ts'
import { startServer } from './server-process.ts'

type Seen = { count: number; firstMs: number; lastMs: number }

/** A target that says yes, on the generator's core. */
export type Sink = ServerProcess & {
  url: string
  forget: () => Promise<void>
  /** Waits until so many have come since it was told to forget; answers how many a second that were. */
  perSecond: (count: number) => Promise<number>
}

const askEveryMs = 50
const atMostMs = 180_000

export async function startSink(): Promise<Sink> {
  const args = [join(import.meta.dirname, 'sink-main.ts')]
  const server = await startServer({ command: process.execPath, args, core: 'generator' })
  const url = server.firstLine
  const look = async (): Promise<Seen> => (await (await fetch(url)).json()) as Seen
  return {
    ...server,
    url,
    forget: async () => void (await fetch(url, { method: 'DELETE' })),
    async perSecond(count) {
      const startedAt = performance.now()
      let seen = await look()
      while (seen.count < count) {
        const waitedMs = performance.now() - startedAt
        if (waitedMs > atMostMs) throw new Error(`Only ${seen.count} of ${count} deliveries came.`)
        await pause(askEveryMs)
        seen = await look()
      }
      return ((seen.count - 1) / (seen.lastMs - seen.firstMs)) * 1000
    },
  }
}
