import { z } from 'zod'
import { TemplateId, WebhookId } from '#shared/model/id.ts'
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
  schema: z.object({
    kind: z.literal('deliver'),
    to: DeliveryTarget,
    templateId: TemplateId.nullable()
      .default(null)
      .describe('Makes the payload of this action by what is published of it; null: as the target makes its payloads.'),
  }),
  describe({ to, templateId }, names) {
    const target = to.kind === 'url' ? maskUrl(to.url) : `“${names.webhook(to.id)}”`
    return `deliver it to ${target}${templateId === null ? '' : ` as “${names.template(templateId)}”`}`
  },
})
