import type { SourceRegistry } from '#main/core/sources/source-registry.ts'
import type { WebhookRegistry } from '#main/core/webhooks/webhook-registry.ts'

/** All that must not leave in a bundle: signing secrets, secret headers of webhooks, the addresses of sources. */
export function listKnownSecrets(
  { registry, webhooks }: { registry: SourceRegistry; webhooks: WebhookRegistry },
  workspaceId: string,
): string[] {
  const ofSources = registry
    .all()
    .filter((source) => source.workspaceId === workspaceId)
    .flatMap(({ token, secrets }) => [token, ...secrets.map(({ secret }) => secret)])
  const ofWebhooks = webhooks.of(workspaceId).flatMap(({ secrets }) => secrets.map(({ secret }) => secret))
  // The longest first: a secret may be part of another.
  return [...new Set([...ofSources, ...ofWebhooks])].toSorted((one, other) => other.length - one.length)
}
