import { z } from 'zod'
import type { HeaderPairs } from '#shared/model/header-pairs.ts'
import { uriReference, wholeSeconds } from './envelope-values.ts'
import { camelKeys, isOwnNoun, snakeKeys, thinData } from './payload-data.ts'

/** The part of an event that its payload is made of; `time` is ISO 8601 in UTC. */
export type EnvelopeEvent = {
  id: string
  workspaceId: string
  type: string
  version: number
  source: string
  time: string
  data: Readonly<Record<string, unknown>>
  metadata: Readonly<Record<string, unknown>>
}

/** How much of an event's data is sent: all, or only what tells which thing changed and how to fetch it. */
export const PayloadDetail = z.enum(['full', 'thin'])
export type PayloadDetail = z.infer<typeof PayloadDetail>

type Data = Readonly<Record<string, unknown>>

/** The form in which an event is sent. `headers` stand beside `Content-Type`. */
type Envelope = {
  title: string
  describe: string
  contentType: string
  body: (event: EnvelopeEvent, data: Data) => unknown
  headers?: (event: EnvelopeEvent) => HeaderPairs
}

const json = 'application/json'

const orNull = (value: unknown): unknown => value ?? null

// HTTP binding 1.0.2, section 3.1.3.2: in a header `"` and `%` are percent-encoded too.
const cloudHeader = (value: string): string => value.replaceAll(/["%]/g, encodeURIComponent)

/** All envelopes, each a table of keys in the order in which they are sent. */
export const envelopes = {
  standard: {
    title: 'Standard Webhooks',
    describe: 'type, timestamp and data',
    contentType: json,
    body: ({ type, time }, data) => ({ type, timestamp: time, data }),
  },
  taskflow: {
    title: 'TaskFlow',
    describe: 'id, type, timestamp, data and metadata, in snake_case',
    contentType: json,
    body: ({ id, workspaceId, type, time, metadata }, data) => ({
      id,
      type,
      timestamp: wholeSeconds(time),
      data: isOwnNoun(type) ? snakeKeys(data) : data,
      metadata: {
        account_id: metadata['accountId'] ?? workspaceId,
        triggered_by: orNull(metadata['actorId']),
        ...(metadata['isTest'] === true && { test: true }),
      },
    }),
  },
  group: {
    title: 'Group',
    describe: 'event, groupId, timestamp, actorId and data, in camelCase',
    contentType: json,
    body: ({ workspaceId, type, time, metadata }, data) => ({
      event: type,
      groupId: workspaceId,
      timestamp: wholeSeconds(time),
      actorId: orNull(metadata['actorId']),
      data: isOwnNoun(type) ? camelKeys(data) : data,
    }),
  },
  platform: {
    title: 'Platform',
    describe: 'type, version, source, timestamp, data and metadata',
    contentType: json,
    body: ({ type, version, source, time, metadata }, data) => ({
      type,
      version,
      source,
      timestamp: time,
      data,
      metadata,
    }),
  },
  cloudevents: {
    title: 'CloudEvents, structured',
    describe: 'CloudEvents 1.0 as one JSON document',
    contentType: 'application/cloudevents+json; charset=utf-8',
    body: ({ id, source, type, time }, data) => ({
      specversion: '1.0',
      id,
      source: uriReference(source),
      type,
      time,
      datacontenttype: json,
      data,
    }),
  },
  'cloudevents-binary': {
    title: 'CloudEvents, binary',
    describe: 'The data as the body, CloudEvents 1.0 in headers',
    contentType: json,
    body: (_event, data) => data,
    headers: ({ id, source, type, time }) => [
      ['ce-specversion', '1.0'],
      ['ce-id', cloudHeader(id)],
      ['ce-source', cloudHeader(uriReference(source))],
      ['ce-type', cloudHeader(type)],
      ['ce-time', time],
    ],
  },
  data: {
    title: 'Data alone',
    describe: 'The data of the event as it is',
    contentType: json,
    body: (_event, data) => data,
  },
} as const satisfies Record<string, Envelope>

export type EnvelopeName = keyof typeof envelopes
export const EnvelopeName = z.enum(Object.keys(envelopes) as [EnvelopeName, ...EnvelopeName[]])

/** An event in an envelope: its headers, `Content-Type` first, and its body as text (sent as UTF-8). */
export function renderEnvelope(
  name: EnvelopeName,
  event: EnvelopeEvent,
  detail: PayloadDetail,
): { headers: HeaderPairs; text: string } {
  const envelope: Envelope = envelopes[name]
  const data = detail === 'thin' ? thinData(event.data) : event.data
  return {
    headers: [['Content-Type', envelope.contentType], ...(envelope.headers?.(event) ?? [])],
    text: JSON.stringify(envelope.body(event, data)),
  }
}
