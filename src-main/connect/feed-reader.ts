import { EventSourceParserStream } from 'eventsource-parser/stream'
import { problemError } from '#shared/contract/client.ts'
import { feedEvents } from '#shared/contract/feed-events.ts'
import type { FeedEvent } from '#shared/contract/feed-events.ts'
import { AppError } from '#shared/contract/problem.ts'
import { brokenOff } from './http-exchange.ts'
import type { ControlAddress } from './http-exchange.ts'

/**
 * Reads the feed of a running Creel until it ends or the signal aborts; `lastId` resumes after that event, `opened` is
 * called when nothing that happens from then on is missed.
 * Kinds that this version does not know are left out. Throws `not-running` when the connection breaks.
 */
export async function* readFeed(
  address: ControlAddress,
  options: { lastId?: string | null; signal?: AbortSignal; opened?: () => void } = {},
): AsyncGenerator<FeedEvent> {
  try {
    const body = await openFeed(address, options)
    options.opened?.()
    const messages = body.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream())
    for await (const { id, event, data } of messages) {
      if (id === undefined || event === undefined || !(event in feedEvents)) continue
      yield { id, kind: event, data: JSON.parse(data) } as FeedEvent
    }
  } catch (error) {
    if (error instanceof AppError || options.signal?.aborted) throw error
    throw brokenOff(address, error)
  }
}

async function openFeed(
  address: ControlAddress,
  { lastId, signal = null }: { lastId?: string | null; signal?: AbortSignal | null },
): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  const headers: Record<string, string> = { authorization: `Bearer ${address.token}`, accept: 'text/event-stream' }
  if (lastId) headers['last-event-id'] = lastId
  const response = await fetch(new URL('/api/v1/feed', address.url), { headers, signal })
  if (!response.ok || !response.body) throw problemError(response.status, await response.text())
  return response.body
}
