import { withHeader } from '#shared/model/header-pairs.ts'
import type { ProviderName } from '#shared/model/provider.ts'
import type { Random } from '#main/core/ports.ts'
import { mediaType, parseBody } from '#main/core/events/parse-body.ts'
import type { CapturedRequest } from '#main/core/requests/captured-request.ts'
import { jsonEventIdPlace, readEventId } from '#main/providers/json-event.ts'
import type { EventIdPlace } from '#main/providers/provider.ts'
import { providers } from '#main/providers/providers.ts'
import { replaceJsonText } from './replace-json-text.ts'

/** Where the id of an event is renewed, or why it cannot be. */
export type Renewable =
  | { kind: 'renewable'; place: EventIdPlace; value: string | null }
  | { kind: 'fixed'; reason: string }

/** Finds where a request carries the id of its event, by its provider or by what is usual. */
export function findEventId(request: CapturedRequest, provider: ProviderName | null): Renewable {
  const json = parseBody(request)
  const place = (provider === null ? jsonEventIdPlace : providers[provider].eventIdPlace)(request, json)
  if (place === null) {
    return { kind: 'fixed', reason: 'No event id was found in it. Write one into its headers or its body yourself.' }
  }
  const value = readEventId(place, request, json)
  if (place.in === 'header') return { kind: 'renewable', place, value }
  const isText = isPlainJson(request, json) && replaceJsonText(request.body, place.path, '') !== null
  if (isText) return { kind: 'renewable', place, value }
  const where = `The event id belongs at “${place.path}” in the body`
  return { kind: 'fixed', reason: `${where}, and no text stands there. Write it into the body yourself.` }
}

// The JSON in a field of a form is written in the letters of the form: a text cannot simply be put into it.
const isPlainJson = (request: CapturedRequest, json: unknown): boolean =>
  json !== undefined && mediaType(request) !== 'application/x-www-form-urlencoded'

/** The request with a new event id in its place, all other bytes as they are. */
export function renewEventId(
  request: CapturedRequest,
  { place, value }: Extract<Renewable, { kind: 'renewable' }>,
  random: Random,
): { request: CapturedRequest; eventId: string } {
  const eventId = similarId(value, random)
  if (place.in === 'header') {
    return { request: { ...request, headers: withHeader(request.headers, place.name, eventId) }, eventId }
  }
  const body = replaceJsonText(request.body, place.path, eventId) ?? request.body
  return { request: { ...request, body }, eventId }
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
const fewest = 16

/** A new id of the kind of the old one: a UUID for a UUID, digits for digits, letters behind the same prefix. */
function similarId(before: string | null, random: Random): string {
  if (before === null || uuid.test(before)) return newUuid(random)
  const prefix = before.slice(0, before.lastIndexOf('_') + 1)
  const rest = before.slice(prefix.length)
  const alphabet = /^\d+$/.test(rest) ? '123456789' : letters
  const bytes = random(Math.max(rest.length, fewest))
  return prefix + Array.from(bytes, (byte) => alphabet.charAt(byte % alphabet.length)).join('')
}

// RFC 9562 section 5.4: random but for four bits of the version and two of the variant.
function newUuid(random: Random): string {
  const bytes = Buffer.from(random(16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
