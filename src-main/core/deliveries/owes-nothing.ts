import { typeOfRequest } from '#shared/model/event.ts'
import type { KeptRequest } from '#main/core/requests/kept-request.ts'
import type { SourceRegistry } from '#main/core/sources/source-registry.ts'
import type { TriggerRegistry } from '#main/core/triggers/trigger-registry.ts'
import type { WebhookRegistry } from '#main/core/webhooks/webhook-registry.ts'

export type OwesNothingParts = { registry: SourceRegistry; webhooks: WebhookRegistry; triggers: TriggerRegistry }

/** True where nothing can follow from a request, whatever conditions say: no forwarding, no webhook and no trigger for its type. */
export function owesNothing({ registry, webhooks, triggers }: OwesNothingParts, kept: KeptRequest): boolean {
  // Its check is not over: until then it is to be found on disk as one that is not routed.
  if (kept.verification.state === 'pending') return false
  if (kept.state !== 'accepted') return true
  const source = registry.byId(kept.sourceId)
  if (source !== undefined && source.settings.forwarding.mode !== 'off') return false
  if (webhooks.isEmpty() && triggers.isEmpty()) return true
  const type = typeOfRequest(kept.provider, kept.said.eventType)
  return webhooks.taking(kept.workspaceId, type).length === 0 && triggers.taking(kept.workspaceId, type).length === 0
}
