import type { HeaderPairs } from '#shared/model/header-pairs.ts'
import type { WebhookAuth, WebhookCredentials, WebhookSettings, WebhookStatus } from '#shared/model/webhook.ts'
import type { SecretTimes } from './secret-rotation.ts'

/** A signing secret as it is needed for signing: in memory only. */
export type OpenWebhookSecret = SecretTimes & { hint: string; createdAt: number; secret: string }

/** A webhook as planning and sending need it: parsed, opened and at hand. */
export type LiveWebhook = {
  id: string
  workspaceId: string
  settings: WebhookSettings
  status: WebhookStatus
  /** What is published of its template; null: it has none. */
  templateVersionId: string | null
  /** In the order in which they start. */
  secrets: readonly OpenWebhookSecret[]
  /** Its own headers and its authentication, with their secret values. */
  headers: HeaderPairs
}

/** The headers that a webhook adds to each delivery. */
export function ownHeaders(
  { headers, auth }: Pick<WebhookSettings, 'headers' | 'auth'>,
  credentials: WebhookCredentials,
): HeaderPairs {
  const own = headers.map(({ name, value }): [string, string] => [
    name,
    value ?? credentials.headers[name.toLowerCase()] ?? '',
  ])
  return [...own, ...authHeaders(auth, credentials.auth ?? '')]
}

function authHeaders(auth: WebhookAuth, secret: string): [string, string][] {
  switch (auth.kind) {
    case 'none':
      return []
    case 'basic': {
      // RFC 7617: the charset that servers expect where none is named.
      const text = Buffer.from(`${auth.username}:${secret}`, 'utf8').toString('base64')
      return [['Authorization', `Basic ${text}`]]
    }
    case 'bearer':
      return [['Authorization', `Bearer ${secret}`]]
    case 'api-key':
      return [[auth.header, secret]]
  }
}
