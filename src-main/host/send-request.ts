import type { Dispatcher } from 'undici'
import type { RefusalOf } from '#main/core/security/egress-policy.ts'
import type { LookupAll } from './guarded-connect.ts'
import { createAgents } from './agents.ts'
import { inWords } from './send-failure.ts'
import type { OutgoingRequest, OutgoingResult, SendRequest } from '#main/core/ports.ts'

const mostRead = 10_000_000

/**
 * Sends over undici: header pairs in order, case and number as given, no redirect, the body's start kept. Connects to
 * nothing that is refused.
 */
export function createSendRequest(
  refusalOf: RefusalOf,
  lookup?: LookupAll,
): SendRequest & { close: () => Promise<void> } {
  const agents = createAgents(refusalOf, lookup)
  const send: SendRequest = (request, { timeoutMs, keepBytes, signal, late, tls }) =>
    new Promise((resolve) => {
      const wholeMs = timeoutMs + (late?.lingerMs ?? 0)
      const interrupt = (): void => handler.abort('interrupted')
      // Unless they are cleared, what was kept of an answer stays in memory as long as the longest of them.
      const timers = [setTimeout(() => handler.abort('timed-out'), wholeMs)]
      if (late) timers.push(setTimeout(() => handler.giveUp(late.arrived), timeoutMs))
      const handler = createHandler(keepBytes, resolve, () => {
        timers.forEach(clearTimeout)
        signal.removeEventListener('abort', interrupt)
      })
      if (signal.aborted) return interrupt()
      signal.addEventListener('abort', interrupt, { once: true })
      try {
        agents.agentFor(tls).dispatch(dispatchOptions(request, wholeMs), handler)
      } catch (error) {
        handler.onResponseError(null, error as Error)
      }
    })
  return Object.assign(send, { close: agents.close })
}

function dispatchOptions(
  { method, url, headers, body }: OutgoingRequest,
  timeoutMs: number,
): Dispatcher.DispatchOptions {
  return {
    origin: new URL(url).origin,
    path: pathOf(url),
    method: method as Dispatcher.HttpMethod,
    headers: headers.flat(),
    body: body.length === 0 ? null : body,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    reset: true,
  }
}

/** The path and query as they are written: URL's own would normalise what must stay as it is. */
function pathOf(url: string): string {
  const written = url.replace(/^[^/?#]*:[/\\]*[^/\\?#]*/, '')
  return written.startsWith('/') ? written : `/${written}`
}

function createHandler(keepBytes: number, given: (result: OutgoingResult) => void, ended: () => void) {
  let resolve = given
  const startedAt = performance.now()
  const kept: Uint8Array[] = []
  let keptBytes = 0
  let bodyBytes = 0
  let status = 0
  let headers: [string, string][] = []
  let connectMs: number | null = null
  let firstByteMs: number | null = null
  let controller: Dispatcher.DispatchController | null = null
  let stopped: Error | null = null

  const since = (): number => performance.now() - startedAt
  const timing = () => ({ connectMs, firstByteMs, totalMs: since() })
  const end = (result: OutgoingResult): void => {
    ended()
    resolve(result)
  }
  const answered = (): void =>
    end({ kind: 'answered', status, headers, body: Buffer.concat(kept), bodyBytes, timing: timing() })

  return {
    /** Says that it took too long, and goes on listening. */
    giveUp(arrived: (answer: OutgoingResult & { kind: 'answered' }) => void) {
      resolve({ kind: 'failed', ...inWords(failure('timed-out'), status > 0), timing: timing() })
      resolve = (result) => {
        if (result.kind === 'answered') arrived(result)
      }
    },
    abort(code: 'timed-out' | 'interrupted') {
      stopped = failure(code)
      end({ kind: 'failed', ...inWords(stopped, status > 0), timing: timing() })
      controller?.abort(stopped)
    },
    onRequestStart(given: Dispatcher.DispatchController) {
      // Stopped while it was still connecting: what has not been sent is not sent.
      if (stopped) given.abort(stopped)
      controller = given
      connectMs = since()
    },
    onResponseStart(given: Dispatcher.DispatchController, statusCode: number) {
      firstByteMs = since()
      status = statusCode
      headers = rawPairs(given)
    },
    onResponseData(given: Dispatcher.DispatchController, chunk: Uint8Array) {
      bodyBytes += chunk.length
      const room = chunk.subarray(0, Math.max(0, keepBytes - keptBytes))
      kept.push(room)
      keptBytes += room.length
      if (bodyBytes <= mostRead) return
      answered()
      given.abort(new Error('The answer is larger than Creel reads.'))
    },
    onResponseEnd: answered,
    onResponseError(_: unknown, error: Error & { code?: string }) {
      end({ kind: 'failed', ...inWords(error, status > 0), timing: timing() })
    },
  }
}

const failure = (code: string): Error => Object.assign(new Error(code), { code })

const rawPairs = ({ rawHeaders }: Dispatcher.DispatchController): [string, string][] => {
  const flat = (Array.isArray(rawHeaders) ? rawHeaders : []).map((part) =>
    Buffer.from(part as Uint8Array).toString('latin1'),
  )
  return flat.flatMap((name, index) => (index % 2 === 0 ? [[name, flat[index + 1] ?? ''] as [string, string]] : []))
}
