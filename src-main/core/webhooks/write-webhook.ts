import type { Tx } from '#main/core/database/handles.ts'
import {
  cancelOwed,
  explainHeld,
  hasHeld,
  holdDeliveries,
  releaseDeliveries,
} from '#main/core/database/stores/held-deliveries.ts'
import { recallPostponed } from '#main/core/database/stores/postponed-deliveries.ts'
import { insertWebhookSecret } from '#main/core/database/stores/webhook-secret-store.ts'
import type { NewWebhook, StoredWebhook, WebhookChange } from '#main/core/database/stores/webhook-store.ts'
import {
  changeWebhook,
  findWebhook,
  insertWebhook,
  purgeWebhook,
  setWebhookDeleted,
  setWebhookStatus,
} from '#main/core/database/stores/webhook-store.ts'
import type { WebhookSecretTable } from '#main/core/database/webhook-tables.ts'

/** Stores a webhook with its first secret. */
export async function createWebhook(tx: Tx, webhook: NewWebhook, secret: WebhookSecretTable): Promise<void> {
  await insertWebhook(tx, webhook)
  await insertWebhookSecret(tx, secret)
}

/** Why a webhook is disabled that a person disabled. */
export const switchedOff = 'A person switched it off.'

/** Changes a webhook's settings and, where that is said, switches it on or off. */
export async function updateWebhook(
  tx: Tx,
  which: { workspaceId: string; id: string; now: number; enabled: boolean | undefined },
  change: (stored: StoredWebhook) => WebhookChange,
): Promise<void> {
  const { workspaceId, id, now, enabled } = which
  await changeWebhook(tx, which, change)
  // The quota may be another one now.
  await recallPostponed(tx, id, now)
  const isDisabled = (await findWebhook(tx, workspaceId, id))?.status === 'disabled'
  if (enabled === false && !isDisabled) await stopWebhook(tx, id, { status: 'disabled', reason: switchedOff, now })
  if (enabled === true && isDisabled) await startWebhook(tx, id, { held: 'send', since: 0 }, now)
}

/** Stops a webhook; what it is owed is held. */
export async function stopWebhook(
  tx: Tx,
  id: string,
  { status, reason, now }: { status: 'paused' | 'disabled'; reason: string; now: number },
): Promise<void> {
  await setWebhookStatus(tx, id, { status, reason, now })
  await hold(tx, id, reason, now)
}

/** Holds what is owed; what was held before for another reason is held for this one too. */
async function hold(tx: Tx, id: string, reason: string, now: number): Promise<void> {
  await explainHeld(tx, id, reason, now)
  await holdDeliveries(tx, id, reason, now)
}

/** What happens to held deliveries when their webhook sends again. */
export type HeldChoice = { held: 'send' | 'keep' | 'cancel'; since: number }

/** Lets a webhook send again. */
export async function startWebhook(tx: Tx, id: string, { held, since }: HeldChoice, now: number): Promise<void> {
  await setWebhookStatus(tx, id, { status: 'active', reason: null, now })
  if (held === 'send') await releaseDeliveries(tx, id, since, now)
  if (held === 'cancel')
    await cancelOwed(tx, id, { states: ['held'], reason: 'Cancelled when the webhook was resumed.', now })
  else await explainHeld(tx, id, 'Kept when the webhook was resumed: send it or cancel it by hand.', now)
}

/** Deletes a webhook so that it can be restored; what it is owed is held. */
export async function deleteWebhook(tx: Tx, id: string, now: number): Promise<void> {
  await setWebhookDeleted(tx, id, now, now)
  await hold(tx, id, 'The webhook was deleted.', now)
}

/** Deletes a webhook for good; what it is owed is cancelled. */
export async function purgeWebhookWhole(tx: Tx, id: string, now: number): Promise<void> {
  await cancelOwed(tx, id, {
    states: ['queued', 'sending', 'retrying', 'held'],
    reason: 'The webhook was purged.',
    now,
  })
  await purgeWebhook(tx, id)
}

/** Brings a webhook back. What was held meanwhile is not sent unasked. */
export async function restoreWebhook(tx: Tx, id: string, now: number): Promise<void> {
  await setWebhookDeleted(tx, id, null, now)
  if (!(await hasHeld(tx, id))) return
  const reason = 'It was restored, and deliveries were held for it meanwhile: resume it to send or cancel them.'
  await setWebhookStatus(tx, id, { status: 'paused', reason, now })
  await explainHeld(tx, id, 'The webhook was restored, but not resumed yet.', now)
}
