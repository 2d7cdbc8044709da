import type { ServerResponse } from 'node:http'
import type { FastifyInstance } from 'fastify'
import type { Feed } from '#main/core/feed/feed.ts'
import type { FeedEvent } from '#shared/contract/feed-events.ts'
import { bearerToken, isCaller } from './guard.ts'
import type { FindCaller } from './guard.ts'

/** What may wait for one client. A slower one is dropped: it comes back with its last id and gets the rest. */
const bufferedBytesAtMost = 8 * 1024 * 1024
const reconnectAfterMs = 1_000

/** The feed as server-sent events; `event` is the kind, `data` the row. */
export function addFeedRoute(
  server: FastifyInstance,
  parts: { feed: Feed; findCaller: FindCaller; stopping: AbortSignal; heartbeatMs: number },
): void {
  const needs = { name: 'feed.read', scope: 'read' } as const
  server.get('/api/v1/feed', { exposeHeadRoute: false, config: { needs } }, (request, reply) => {
    const lastId = request.headers['last-event-id']
    const token = bearerToken(request)
    reply.hijack()
    reply.raw.writeHead(200, {
      ...(reply.getHeaders() as Record<string, string>),
      'content-type': 'text/event-stream; charset=utf-8',
      'x-accel-buffering': 'no',
    })
    streamFeed(reply.raw, {
      ...parts,
      lastId: typeof lastId === 'string' ? lastId : null,
      isStillAllowed: () => token !== null && isCaller(parts.findCaller(token)),
    })
  })
}

function streamFeed(
  response: ServerResponse,
  parts: {
    feed: Feed
    lastId: string | null
    stopping: AbortSignal
    heartbeatMs: number
    isStillAllowed: () => boolean
  },
): void {
  // A client that left before this began closes no more.
  if (response.destroyed || parts.stopping.aborted) return void response.end()
  let waiting = ''
  const flush = (): void => {
    const text = waiting
    waiting = ''
    if (response.destroyed || response.writableEnded) return
    response.write(text)
    if (response.writableLength > bufferedBytesAtMost) response.destroy()
  }
  // What one commit brings goes out in one write: a write an event was half of what an event costs.
  const write = (text: string): void => {
    if (waiting === '') queueMicrotask(flush)
    waiting += text
  }
  const beat = (): void => {
    if (parts.isStillAllowed()) write(': still here\n\n')
    else response.end()
  }
  const end = (): void => void response.end()

  write(`retry: ${reconnectAfterMs}\n\n`)
  const unsubscribe = parts.feed.subscribe(parts.lastId, (event) => write(toText(event)))
  const heartbeat = setInterval(beat, parts.heartbeatMs)
  parts.stopping.addEventListener('abort', end)
  response.once('close', () => {
    unsubscribe()
    clearInterval(heartbeat)
    parts.stopping.removeEventListener('abort', end)
  })
}

// JSON holds no raw line break, so one data line is always enough.
const toText = ({ id, kind, data }: FeedEvent): string => `id: ${id}\nevent: ${kind}\ndata: ${JSON.stringify(data)}\n\n`
