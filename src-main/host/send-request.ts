import { Readable } from 'node:stream'
import type { Dispatcher } from 'undici'
import type { RefusalOf } from '#main/core/security/egress-policy.ts'
import type { OutgoingRequest, SendRequest } from '#main/core/ports.ts'
import { createAgents } from './agents.ts'
import type { Ways } from './agents.ts'
import { measureConnect } from './connect-steps.ts'
import { dripBody } from './drip-body.ts'
import { createExchange } from './exchange.ts'
import type { Exchange } from './exchange.ts'
import type { LookupAll } from './guarded-connect.ts'

/**
 * Sends over undici: header pairs in order, case and number as given, no redirect, the body's start kept. Connects to
 * nothing that is refused.
 */
export function createSendRequest(
  refusalOf: RefusalOf,
  lookup?: LookupAll,
): SendRequest & { close: () => Promise<void> } {
  const agents = createAgents(refusalOf, lookup)
  const send: SendRequest = (request, { timeoutMs, keepBytes, signal, late, tls, keepsAlive = false, slowMs = 0 }) =>
    new Promise((resolve) => {
      const interrupt = (): void => exchange.abort('interrupted')
      // Unless they are cleared, what was kept of an answer stays in memory as long as the longest of them.
      const timers = [setTimeout(() => exchange.abort('timed-out'), timeoutMs + (late?.lingerMs ?? 0))]
      if (late) timers.push(setTimeout(() => exchange.giveUp(late.arrived), timeoutMs))
      const exchange = createExchange(keepBytes, resolve, () => {
        timers.forEach(clearTimeout)
        signal.removeEventListener('abort', interrupt)
      })
      if (signal.aborted) return interrupt()
      signal.addEventListener('abort', interrupt, { once: true })
      try {
        const ways = agents.waysFor(tls)
        measureConnect(exchange.steps, () => {
          if (keepsAlive) sendKept(ways, request, exchange)
          else ways.once.dispatch({ ...dispatchOptions(request, slowMs), reset: true }, exchange.handler)
        })
      } catch (error) {
        exchange.fail(error as Error)
      }
    })
  return Object.assign(send, { close: agents.close })
}

function sendKept({ kept }: Ways, request: OutgoingRequest, exchange: Exchange): void {
  const options = dispatchOptions(request)
  const origin = options.origin
  const sendOver = (connection: ReturnType<typeof kept.take>): void => {
    const isReused = connection.isOpen()
    connection.client.dispatch(
      options,
      exchange.over({
        ended: (isWhole) => (isWhole ? connection.release() : connection.discard()),
        // Closed while it was idle, which this side had not heard of yet.
        sendAgain: isReused ? () => sendOver(kept.open(origin)) : null,
      }),
    )
  }
  sendOver(kept.take(origin))
}

function dispatchOptions(
  { method, url, headers, body }: OutgoingRequest,
  slowMs = 0,
): Dispatcher.DispatchOptions & { origin: string } {
  const isSlow = slowMs > 0 && body.length > 1
  return {
    origin: new URL(url).origin,
    path: pathOf(url),
    method: method as Dispatcher.HttpMethod,
    headers: isSlow ? [...headers.flat(), 'Content-Length', String(body.length)] : headers.flat(),
    body: isSlow ? Readable.from(dripBody(body, slowMs)) : body.length === 0 ? null : body,
    // The exchange has timers of its own.
    headersTimeout: 0,
    bodyTimeout: 0,
  }
}

/** The path and query as they are written: URL's own would normalise what must stay as it is. */
function pathOf(url: string): string {
  const written = url.replace(/^[^/?#]*:[/\\]*[^/\\?#]*/, '')
  return written.startsWith('/') ? written : `/${written}`
}
