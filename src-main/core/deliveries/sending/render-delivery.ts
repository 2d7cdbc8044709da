import type { HeaderPairs } from '#shared/model/header-pairs.ts'
import type { WebhookSettings } from '#shared/model/webhook.ts'
import type { EnvelopeEvent } from '#shared/rules/envelopes.ts'
import { renderEnvelope } from '#shared/rules/envelopes.ts'

/** What every attempt of a delivery sends alike; signatures and a webhook's own headers come with each attempt. */
export type Rendering = { headers: HeaderPairs; body: Uint8Array }

/** An event as a webhook wants it. */
export function renderDelivery(
  event: EnvelopeEvent,
  { envelope, payload }: Pick<WebhookSettings, 'envelope' | 'payload'>,
): Rendering {
  const { headers, text } = renderEnvelope(envelope, event, payload)
  return { headers, body: Buffer.from(text) }
}
