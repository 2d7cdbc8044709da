import { hash } from 'node:crypto'
import type { ProviderName } from '#shared/model/provider.ts'
import type { ReadEvent } from '#main/core/events/read-event.ts'
import { readEvent } from '#main/core/events/read-event.ts'
import type { CapturedRequest } from './captured-request.ts'

/** What the sender of a request says has happened, and the hash of its body. */
export type SaidByRequest = Omit<ReadEvent, 'contentType'> & { bodySha256: Uint8Array }

/** Reads what a request says. Never throws. */
export function readSaid(request: CapturedRequest, provider: ProviderName | null): SaidByRequest {
  const { eventType, providerEventId, summary } = readEvent(request, provider)
  return { eventType, providerEventId, summary, bodySha256: hash('sha256', request.body, 'buffer') }
}
