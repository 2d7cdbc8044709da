import { gzipSync } from 'node:zlib'
import type { HeaderPairs } from '#shared/model/header-pairs.ts'
import type { OutgoingRequest } from '#main/core/ports.ts'
import type { LiveWebhook } from '#main/core/webhooks/live-webhook.ts'
import { signingSecrets } from '#main/core/webhooks/secret-rotation.ts'
import { signDelivery } from '#main/core/webhooks/sign-delivery.ts'
import type { DueItem } from './due-item.ts'
import type { Rendering } from './render-delivery.ts'

/** An attempt as it goes out, and its headers as they may be shown; or why it cannot go out. */
export type OutgoingDelivery =
  | { kind: 'ready'; request: OutgoingRequest; shownHeaders: HeaderPairs }
  | { kind: 'unsendable'; code: 'body-too-large' | 'unsignable' | 'not-rendered'; reason: string }

/** Stands where a secret was sent: records must not hold it. */
const hidden = '[secret]'

/** Signs and dresses what was rendered, for an attempt that begins at a time. The body is signed before it is compressed. */
export function outgoingDelivery(
  { headers, body }: Rendering,
  webhook: LiveWebhook,
  { item, hops, at }: { item: Pick<DueItem, 'id' | 'eventId' | 'eventType'>; hops: HeaderPairs; at: number },
): OutgoingDelivery {
  const { settings } = webhook
  if (settings.maxBodyBytes !== null && body.length > settings.maxBodyBytes) {
    const reason = `The payload has ${body.length} bytes; this webhook takes ${settings.maxBodyBytes}.`
    return { kind: 'unsendable', code: 'body-too-large', reason }
  }
  const secrets = signingSecrets(webhook.secrets, at).map(({ secret }) => secret)
  const message = { eventId: item.eventId, deliveryId: item.id, eventType: item.eventType, at, body }
  const signing = signDelivery(settings.signatures, secrets, message)
  if (signing.kind === 'unsignable') return { kind: 'unsendable', code: 'unsignable', reason: signing.reason }
  const all = withDefaults(
    [...headers, ...webhook.headers, ...signing.headers],
    [
      ['User-Agent', 'Creel'],
      ['webhook-id', item.eventId],
      ...(settings.gzip ? [['Content-Encoding', 'gzip'] as const] : []),
      ...hops,
    ],
  )
  const secretNames = secretHeaders(settings)
  const isSecret = (name: string): boolean => secretNames.has(name.toLowerCase())
  return {
    kind: 'ready',
    request: { method: 'POST', url: settings.url, headers: all, body: settings.gzip ? gzipSync(body) : body },
    shownHeaders: all.map(([name, value]) => [name, isSecret(name) ? hidden : value] as const),
  }
}

/** Headers that are there already win. */
function withDefaults(headers: HeaderPairs, defaults: HeaderPairs): HeaderPairs {
  const given = new Set(headers.map(([name]) => name.toLowerCase()))
  return [...headers, ...defaults.filter(([name]) => !given.has(name.toLowerCase()))]
}

function secretHeaders({ headers, auth }: LiveWebhook['settings']): Set<string> {
  const own = headers.filter(({ isSecret }) => isSecret).map(({ name }) => name.toLowerCase())
  const authName = auth.kind === 'none' ? [] : [auth.kind === 'api-key' ? auth.header.toLowerCase() : 'authorization']
  return new Set([...own, ...authName])
}
