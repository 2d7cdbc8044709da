import type { DeliveryTarget } from '#shared/rules/actions/deliver-action.ts'
import type { LiveWebhook } from '#main/core/webhooks/live-webhook.ts'
import { urlTargetId, webhookOfUrl } from '#main/core/webhooks/url-target.ts'

export const templateGone = 'The template is gone, or nothing of it is published. Choose another one.'

/** The webhook of the workspace that an action delivers to; a URL is one too. Undefined: it is gone. */
export function webhookOfTarget(
  to: DeliveryTarget,
  workspaceId: string,
  webhookOf: (id: string) => LiveWebhook | undefined,
): LiveWebhook | undefined {
  if (to.kind === 'webhook') {
    const webhook = webhookOf(to.id)
    return webhook?.workspaceId === workspaceId ? webhook : undefined
  }
  const id = urlTargetId(workspaceId, to.url)
  return webhookOf(id) ?? webhookOfUrl({ id, workspaceId, url: to.url, createdAt: 0 })
}
