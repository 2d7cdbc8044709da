import { randomBytes } from 'node:crypto'
import { createMakeId } from '#main/core/make-id.ts'
import type { KeptRequest } from '#main/core/requests/kept-request.ts'
import { unchecked } from '#main/core/requests/kept-request.ts'
import { systemClock } from '#main/host/clock.ts'
import type { HeaderPairs } from '#shared/model/header-pairs.ts'

/** A word of every request, and one of every hundred-thousandth. */
export const commonWord = 'order'
export const rareWord = 'zephyrine'
const rareEvery = 100_000

const words =
  'invoice customer payment refund shipment parcel warehouse ticket release branch commit review deploy account ' +
  'session amount country street postcode phone product variant discount coupon tax basket carrier label return'
const vocabulary = words.split(' ').flatMap((word) => Array.from({ length: 40 }, (_, number) => `${word}${number}`))
const kinds = ['order.created', 'order.updated', 'order.paid', 'order.shipped', 'order.cancelled']
const wordsEach = 80

export type SampleSource = { id: string; workspaceId: string; token: string }

/** Requests as shops send them, about 1 KB each, the same ones every time but for their ids. */
export function createSampleRequests(source: SampleSource, startAtMs: number): (seq: number) => KeptRequest {
  const makeId = createMakeId(systemClock, (count) => randomBytes(count))
  const next = createNumbers()
  return (seq) => {
    const text = Array.from({ length: wordsEach }, () => vocabulary[next() % vocabulary.length]).join(' ')
    const note = seq % rareEvery === rareEvery / 2 ? `${rareWord} ${text}` : text
    const json = { type: kinds[next() % kinds.length], event_id: `evt_${seq}`, data: { status: commonWord, note } }
    const body = Buffer.from(JSON.stringify(json))
    const headers = headersOf(body.length)
    return {
      seq,
      id: makeId('request'),
      workspaceId: source.workspaceId,
      sourceId: source.id,
      receivedAtMs: startAtMs + seq,
      method: 'POST',
      target: `/in/${source.token}`,
      path: '',
      httpVersion: '1.1',
      headers,
      headersText: JSON.stringify(headers),
      trailers: [],
      body,
      remoteAddress: '127.0.0.1',
      state: 'accepted',
      reason: null,
      provider: null,
      verification: unchecked,
      reply: { status: 200, headers: [], body: '', delayMs: 0 },
      rule: null,
      // What routing would have found; reading it from the bytes again would only take time.
      said: {
        eventType: 'order.updated',
        providerEventId: `evt_${seq}`,
        summary: 'order',
        bodySha256: new Uint8Array(32),
      },
      routedAtOnce: null,
      turn: null,
      timing: { bodyMs: 0.1, checkMs: 0.1, commitMs: 1.2, totalMs: 1.4 },
    }
  }
}

const headersOf = (bytes: number): HeaderPairs => [
  ['Host', 'hooks.example.com'],
  ['Content-Type', 'application/json'],
  ['User-Agent', 'shop/4.2'],
  ['Accept', '*/*'],
  ['X-Forwarded-For', '203.0.113.7'],
  ['X-Forwarded-Proto', 'https'],
  ['Content-Length', String(bytes)],
]

/** Numbers that look like chance and are always the same: the generator of Park and Miller. */
function createNumbers(): () => number {
  let state = 1
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state
  }
}
