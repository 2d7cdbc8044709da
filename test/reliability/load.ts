import { createHash } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { Pool } from 'undici'

/** What senders know: which requests were answered with a 2xx, and how long each took. */
export type Ledger = { acknowledged: Set<string>; latenciesMs: number[]; refused: Map<number, number> }

export const newLedger = (): Ledger => ({ acknowledged: new Set(), latenciesMs: [], refused: new Map() })

const longestBody = 3_000

/** What every second request says of itself, so that a webhook may take those and no others. */
const owedHeaders = { 'x-github-event': 'push' }
export const owedEvents = 'github.*'

/** The body that goes with a key: any length, none included, and the same whenever it is asked for. */
export function bodyOf(key: string): Buffer<ArrayBuffer> {
  const digest = createHash('sha256').update(key).digest()
  const length = digest.readUInt16LE() % longestBody
  return Buffer.alloc(length, digest)
}

/** Senders at work. */
export type Load = {
  /** Lets each finish what it has begun. */
  stop: () => Promise<void>
  [Symbol.asyncDispose]: () => Promise<void>
}

export type LoadWishes = {
  connections?: number
  /** From every second request something is to follow: the server is started with the same wish. */
  owesHalf?: boolean
}

/**
 * Sends requests over keep-alive connections, one after the other on each, as fast as they are answered. `name` begins
 * every key, so that no key is sent twice. A sender gives up when its connection breaks.
 */
export function startLoad(
  url: string,
  ledger: Ledger,
  name: string,
  { connections = 32, owesHalf = false }: LoadWishes = {},
): Load {
  const { origin, pathname } = new URL(url)
  const pool = new Pool(origin, { connections, pipelining: 1 })
  let isStopping = false

  const send = async (key: string, headers: Record<string, string>): Promise<void> => {
    const startedAt = performance.now()
    const answer = await pool.request({ method: 'POST', path: `${pathname}/${key}`, headers, body: bodyOf(key) })
    await answer.body.dump()
    if (answer.statusCode >= 200 && answer.statusCode < 300) {
      ledger.acknowledged.add(key)
      ledger.latenciesMs.push(performance.now() - startedAt)
      return
    }
    ledger.refused.set(answer.statusCode, (ledger.refused.get(answer.statusCode) ?? 0) + 1)
    await pause(5)
  }
  const sendUntilBroken = async (connection: number): Promise<void> => {
    try {
      for (let number = 0; !isStopping; number += 1) {
        await send(`${name}-${connection}-${number}`, owesHalf && number % 2 === 1 ? owedHeaders : {})
      }
    } catch {
      // The server has gone: what it did not answer, it does not owe.
    }
  }
  const senders = Promise.all(Array.from({ length: connections }, (_, connection) => sendUntilBroken(connection)))
  const stop = async (): Promise<void> => {
    isStopping = true
    await senders
    await pool.destroy()
  }
  return { stop, [Symbol.asyncDispose]: stop }
}

/** Sends one request, for the time from a start to the first answer. */
export async function sendOne(url: string, ledger: Ledger, key: string): Promise<void> {
  const answer = await fetch(`${url}/${key}`, { method: 'POST', body: bodyOf(key) })
  if (answer.ok) ledger.acknowledged.add(key)
  else throw new Error(`The first request was answered with ${answer.status}.`)
}
