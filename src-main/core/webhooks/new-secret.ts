import type { MakeId } from '#main/core/make-id.ts'
import type { Random, SecretVault } from '#main/core/ports.ts'
import type { WebhookSecretTable } from '#main/core/database/webhook-tables.ts'
import { secretHint } from '#main/core/sources/secret-hint.ts'

// Standard Webhooks asks for 24 to 64.
const secretBytes = 32

/** A secret of 256 random bits, in the form of Standard Webhooks. */
export const generateSecret = (random: Random): string => `whsec_${Buffer.from(random(secretBytes)).toString('base64')}`

/** A secret as it is stored: sealed, with a hint to know it by. */
export const newWebhookSecret = (
  { makeId, vault }: { makeId: MakeId; vault: SecretVault },
  { workspaceId, webhookId, secret, startsAt, isShown, now }: NewSecret,
): WebhookSecretTable => ({
  id: makeId('secret'),
  workspaceId,
  webhookId,
  hint: secretHint(secret),
  sealed: vault.seal(secret),
  createdAt: now,
  startsAt,
  endsAt: null,
  shownAt: isShown ? now : null,
})

type NewSecret = {
  workspaceId: string
  webhookId: string
  secret: string
  startsAt: number
  isShown: boolean
  now: number
}
