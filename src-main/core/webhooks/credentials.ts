import { AppError } from '#shared/contract/problem.ts'
import type { WebhookAuth, WebhookCredentials, WebhookHeader, WebhookSettings } from '#shared/model/webhook.ts'
import type { SecretVault } from '#main/core/ports.ts'

export const noCredentials: WebhookCredentials = { headers: {}, auth: null }

/** The secret values of a webhook, unsealed. */
export const openCredentials = (vault: SecretVault, sealed: Uint8Array | null): WebhookCredentials =>
  sealed === null ? noCredentials : (JSON.parse(vault.open(sealed)) as WebhookCredentials)

const sealCredentials = (vault: SecretVault, credentials: WebhookCredentials): Uint8Array | null =>
  credentials.auth === null && Object.keys(credentials.headers).length === 0
    ? null
    : vault.seal(JSON.stringify(credentials))

/**
 * Parts settings from their secret values. A secret that is given as null is the one that was kept `before`. Throws
 * `bad-input` where there was none.
 */
export function partCredentials(
  vault: SecretVault,
  settings: WebhookSettings,
  before: { auth: WebhookAuth; credentials: WebhookCredentials } | null,
): { settings: WebhookSettings; credentials: Uint8Array | null } {
  const kept = before?.credentials ?? noCredentials
  const headers: Record<string, string> = {}
  for (const [index, { name, value, isSecret }] of settings.headers.entries()) {
    if (!isSecret) continue
    const secret = value ?? kept.headers[name.toLowerCase()]
    if (secret === undefined) throw missing(`headers.${index}.value`)
    headers[name.toLowerCase()] = secret
  }
  const auth = secretOfAuth(settings.auth, before?.auth.kind === settings.auth.kind ? kept.auth : null)
  return {
    settings: { ...settings, headers: settings.headers.map(withoutSecret), auth: authWithoutSecret(settings.auth) },
    credentials: sealCredentials(vault, { headers, auth }),
  }
}

function secretOfAuth(auth: WebhookAuth, kept: string | null): string | null {
  if (auth.kind === 'none') return null
  const secret = auth.secret ?? kept
  if (secret === null) throw missing('auth.secret')
  return secret
}

const withoutSecret = (header: WebhookHeader): WebhookHeader => (header.isSecret ? { ...header, value: null } : header)

const authWithoutSecret = (auth: WebhookAuth): WebhookAuth => (auth.kind === 'none' ? auth : { ...auth, secret: null })

const missing = (path: string): AppError =>
  new AppError('bad-input', `${path} is missing: null keeps a secret, and there is none to keep. Give its value.`, {
    errors: [{ path, message: 'is missing' }],
  })
