import type { CapturedRequest } from '#main/core/requests/captured-request.ts'
import { jsonEventIdPlace, jsonEventType, jsonSummary, readEventId } from '#main/providers/json-event.ts'
import { providers } from '#main/providers/providers.ts'
import type { ProviderName } from '#shared/model/provider.ts'
import { oneLine } from './one-line.ts'
import { mediaType, parseBody } from './parse-body.ts'

const maxTypeLetters = 120
const maxIdLetters = 255
const maxSummaryLetters = 120

/** What a request says that it is about. */
export type ReadEvent = {
  /** The provider's own name of the event. */
  eventType: string | null
  /** The provider's own id of the event, by which duplicates are known. */
  providerEventId: string | null
  /** One line for people. */
  summary: string | null
  contentType: string | null
}

const unknownSender = {
  eventType: jsonEventType,
  eventIdPlace: jsonEventIdPlace,
  summary: (_request: CapturedRequest, json: unknown) => jsonSummary(json),
}

/** Reads what a request is about, by its provider or, where there is none, by what is usual. Never throws. */
export function readEvent(request: CapturedRequest, provider: ProviderName | null): ReadEvent {
  const reader = provider === null ? unknownSender : providers[provider]
  const json = parseBody(request)
  const id = readEventId(reader.eventIdPlace(request, json), request, json)
  return {
    eventType: lineOrNull(reader.eventType(request, json), maxTypeLetters),
    // A cut id could be taken for another one.
    providerEventId: id !== null && id.length <= maxIdLetters ? lineOrNull(id, maxIdLetters) : null,
    summary: joinParts(reader.summary(request, json)),
    contentType: lineOrNull(mediaType(request), maxTypeLetters),
  }
}

const lineOrNull = (text: string | null, maxLetters: number): string | null =>
  text === null ? null : oneLine(text, maxLetters) || null

function joinParts(parts: readonly (string | null)[]): string | null {
  const lines = parts.map((part) => lineOrNull(part, maxSummaryLetters)).filter((line) => line !== null)
  return lineOrNull(lines.join(' · '), maxSummaryLetters)
}
