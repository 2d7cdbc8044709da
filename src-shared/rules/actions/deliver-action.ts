import { z } from 'zod'
import { WebhookId } from '#shared/model/id.ts'
import { WebhookUrl } from '#shared/model/webhook.ts'
import { maskUrl } from '#shared/rules/secret-urls.ts'
import { actionKind } from './action-kind.ts'

/** Where a delivery goes: to a webhook with all its settings, or to a URL as a plain one would have it, unsigned. */
export const DeliveryTarget = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('webhook'), id: WebhookId }),
  z.object({ kind: z.literal('url'), url: WebhookUrl }),
])
export type DeliveryTarget = z.infer<typeof DeliveryTarget>

/** Sends the event, at least once, with the retries of its target. */
export const deliverAction = actionKind({
  title: 'Deliver a webhook',
  schema: z.object({ kind: z.literal('deliver'), to: DeliveryTarget }),
  describe: ({ to }, names) => `deliver it to ${to.kind === 'url' ? maskUrl(to.url) : `“${names.webhook(to.id)}”`}`,
})
