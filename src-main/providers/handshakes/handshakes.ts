import { parseBody } from '#main/core/events/parse-body.ts'
import type { CapturedRequest } from '#main/core/requests/captured-request.ts'
import type { ProviderName } from '#shared/model/provider.ts'
import type { Handshake, HandshakeAnswer, HandshakeMeans, HandshakeRequest } from './handshake.ts'
import * as others from './other-handshakes.ts'
import * as senders from './sender-handshakes.ts'

/** All handshakes, in the order in which they are asked. */
export const handshakes: Readonly<Record<string, Handshake>> = {
  slack: senders.slack,
  zoom: senders.zoom,
  meta: senders.meta,
  x: senders.x,
  discord: senders.discord,
  cloudevents: others.cloudEvents,
  xero: others.xero,
  'microsoft-graph': others.microsoftGraph,
  okta: others.okta,
  asana: others.asana,
  twitch: others.twitch,
  'event-grid': others.eventGrid,
  websub: others.webSub,
  dropbox: others.dropbox,
}

/** Sources whose sender may be anyone: a generic scheme names none. */
const generic: ReadonlySet<ProviderName | null> = new Set<ProviderName | null>([
  null,
  'standard-webhooks',
  'hmac',
  'basic',
  'bearer',
  'api-key',
  'jwt',
  'introspection',
])

const inOrder = Object.values(handshakes)

/** A handshake that was recognised. */
export type AnsweredHandshake = { title: string; answer: HandshakeAnswer }

/** The handshake that a request to a source of this sender is, with its answer; null for all usual requests. */
export function answerHandshake(
  request: CapturedRequest,
  provider: ProviderName | null,
  means: HandshakeMeans,
): AnsweredHandshake | null {
  const asked = readRequest(request)
  for (const handshake of inOrder) {
    const isOurs = generic.has(provider) || handshake.provider === provider
    if (isOurs && handshake.isAsked(asked)) return { title: handshake.title, answer: handshake.answer(asked, means) }
  }
  return null
}

const noQuery = new URLSearchParams()

// Named one by one: a spread made a new kind of object for each request, at the price of all handshakes together.
function readRequest(request: CapturedRequest): HandshakeRequest {
  const { method, target, path, httpVersion, headers, trailers, body, remoteAddress, receivedAtMs } = request
  const start = path.indexOf('?')
  const query = start === -1 ? noQuery : new URLSearchParams(path.slice(start + 1))
  const json = parseBody(request)
  return { method, target, path, httpVersion, headers, trailers, body, remoteAddress, receivedAtMs, query, json }
}
