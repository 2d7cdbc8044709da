import type { CapturedRequest } from '#main/core/requests/captured-request.ts'
import { readJsonPath, readJsonText } from '#shared/rules/json-path.ts'
import { headerText } from './header-text.ts'
import type { EventIdPlace } from './provider.ts'

/** Where senders without a pack of their own usually say what happened. */
const typeHeaders = ['ce-type', 'X-Event-Type', 'X-Event-Key', 'X-Event-Name', 'X-Webhook-Event', 'X-Event']
const typeFields = ['type', 'event_type', 'eventType', 'event', 'event.type', 'event_name', 'topic', 'action', 'kind']

// A plain `id` in a body is mostly that of the object, which is the same in every event about it.
const idHeaders = ['ce-id', 'Idempotency-Key', 'X-Event-Id', 'X-Webhook-Id', 'X-Delivery-Id']
const idFields = ['event_id', 'eventId', 'event.id', 'delivery_id', 'deliveryId', 'webhook_id', 'webhookId']

/** Fields whose text tells a person most, in that order. */
const tellingFields = [
  'message',
  'title',
  'subject',
  'summary',
  'name',
  'text',
  'description',
  'status',
  'state',
  'email',
  'amount',
  'id',
]
/** Where they stand: at the top or in one of the usual wrappers. */
const places = ['', 'data.object', 'data', 'payload', 'object', 'resource', 'detail']
const maxParts = 3

function firstText(names: readonly string[], read: (name: string) => string | null): string | null {
  for (const name of names) {
    const text = read(name)
    if (text !== null) return text
  }
  return null
}

/** The event's type, from where it usually stands. */
export const jsonEventType = (request: CapturedRequest, json: unknown): string | null =>
  firstText(typeHeaders, (name) => headerText(request, name)) ??
  firstText(typeFields, (path) => readJsonText(json, path))

/** Where the event's id usually stands. */
export function jsonEventIdPlace(request: CapturedRequest, json: unknown): EventIdPlace | null {
  const name = idHeaders.find((header) => headerText(request, header) !== null)
  if (name !== undefined) return { in: 'header', name }
  const path = idFields.find((field) => readJsonText(json, field) !== null)
  return path === undefined ? null : { in: 'body', path }
}

/** The event's id, read from its place. */
export function readEventId(place: EventIdPlace | null, request: CapturedRequest, json: unknown): string | null {
  if (place === null) return null
  return place.in === 'header' ? headerText(request, place.name) : readJsonText(json, place.path)
}

/** The most telling texts of any JSON: known fields first, at the top or one wrapper below, else its first scalars. */
export function jsonSummary(json: unknown): readonly string[] {
  const telling = firstTelling(json)
  return telling.size > 0 ? [...telling] : [...new Set(firstScalars(json))].slice(0, maxParts)
}

function firstTelling(json: unknown): Set<string> {
  const texts = new Set<string>()
  for (const wrapper of places) {
    const place = readJsonPath(json, wrapper)
    if (typeof place !== 'object' || place === null) continue
    for (const field of tellingFields) {
      const text = readJsonText(place, field)
      if (text !== null && texts.add(text).size === maxParts) return texts
    }
  }
  return texts
}

function firstScalars(json: unknown): string[] {
  if (typeof json !== 'object' || json === null) return []
  const scalars = Object.values(json).filter((value) => typeof value === 'string' || typeof value === 'number')
  return scalars.map(String).filter((text) => text.trim() !== '')
}
