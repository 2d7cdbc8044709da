import { fetch } from 'undici'
import type { Dispatcher, RequestInit as UndiciInit } from 'undici'
import { hopHeader } from '#main/core/security/hops.ts'

type Fetch = (url: string | URL, init?: RequestInit) => Promise<Response>

const withoutBody = new Set([204, 205, 304])

/**
 * Fetches over the connections of a dispatcher, follows no redirect, counts the hop, and ends an answer that is too
 * large.
 */
export const createGuardedFetch =
  (dispatcher: Dispatcher, mostBytes: number): Fetch =>
  async (url, init = {}) => {
    // What a server would tell by itself, nobody waits for: a server need not offer it either.
    if (init.method === 'GET') return new Response(null, { status: 405 })
    const headers = new Headers(init.headers)
    for (const [name, value] of hopHeader(1)) headers.set(name, value)
    // The two libraries’ types of one standard differ in names alone.
    const options = { ...init, headers: [...headers], dispatcher, redirect: 'manual' } as unknown as UndiciInit
    const { status, statusText, headers: answered, body } = await fetch(url, options)
    const limited = (body as ReadableStream<Uint8Array> | null)?.pipeThrough(limit(mostBytes)) ?? null
    return new Response(withoutBody.has(status) ? null : limited, { status, statusText, headers: [...answered] })
  }

function limit(mostBytes: number): TransformStream<Uint8Array, Uint8Array> {
  let bytes = 0
  return new TransformStream({
    transform(chunk, controller) {
      bytes += chunk.length
      if (bytes > mostBytes) controller.error(new Error(`It answered with more than ${mostBytes / 1_000_000} MB.`))
      else controller.enqueue(chunk)
    },
  })
}
