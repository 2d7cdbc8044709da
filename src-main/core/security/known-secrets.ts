import type { SourceRegistry } from '#main/core/sources/source-registry.ts'
import type { ToolServerRegistry } from '#main/core/tools/tool-server-registry.ts'
import type { WebhookRegistry } from '#main/core/webhooks/webhook-registry.ts'

/** All that must not leave in a bundle: signing secrets, secret headers of webhooks, the addresses of sources, secrets of tool servers. */
export function listKnownSecrets(
  {
    registry,
    webhooks,
    toolServers,
  }: {
    registry: SourceRegistry
    webhooks: WebhookRegistry
    toolServers: ToolServerRegistry
  },
  workspaceId: string,
): string[] {
  const ofSources = registry
    .all()
    .filter((source) => source.workspaceId === workspaceId)
    .flatMap(({ token, secrets }) => [token, ...secrets.map(({ secret }) => secret)])
  const ofWebhooks = webhooks.of(workspaceId).flatMap(({ secrets }) => secrets.map(({ secret }) => secret))
  const ofTools = toolServers.of(workspaceId).flatMap(({ secrets }) => Object.values(secrets ?? {}))
  // The longest first: a secret may be part of another.
  return [...new Set([...ofSources, ...ofWebhooks, ...ofTools])].toSorted((one, other) => other.length - one.length)
}
