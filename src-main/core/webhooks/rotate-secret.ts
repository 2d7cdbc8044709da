import { AppError } from '#shared/contract/problem.ts'
import type { Tx } from '#main/core/database/handles.ts'
import {
  deleteWebhookSecret,
  insertWebhookSecret,
  listWebhookSecrets,
  setSecretEnd,
  setSecretStart,
} from '#main/core/database/stores/webhook-secret-store.ts'
import type { WebhookSecretTable } from '#main/core/database/webhook-tables.ts'
import type { Rotation } from './secret-rotation.ts'
import { endsForRotation, isRotating, secretState } from './secret-rotation.ts'

const keptEndedMs = 90 * 24 * 3_600_000

/** Adds a secret and says when those before it end. Throws `conflict` while another rotation is under way. */
export async function rotateSecret(
  tx: Tx,
  secret: WebhookSecretTable,
  { rotation, everyMs, now }: { rotation: Rotation; everyMs: number | null; now: number },
): Promise<void> {
  const secrets = await listWebhookSecrets(tx, secret.webhookId)
  if (isRotating(secrets, now)) {
    throw new AppError(
      'conflict',
      'A rotation is under way: two secrets sign, or one waits for its time. Finalise it first.',
    )
  }
  for (const { id, endsAt } of endsForRotation(secrets, rotation, now)) await setSecretEnd(tx, id, endsAt)
  await insertWebhookSecret(tx, secret)
  for (const { id, endsAt } of secrets) {
    if (endsAt !== null && endsAt < now - keptEndedMs) await deleteWebhookSecret(tx, id)
  }
  const nextRotationAt = everyMs === null ? null : rotation.startsAt + everyMs
  await tx.updateTable('webhook').set({ nextRotationAt, updatedAt: now }).where('id', '=', secret.webhookId).execute()
}

/** Notes that a secret is shown. Throws `conflict` where somebody has seen it already. */
export async function showSecretOnce(tx: Tx, id: string, now: number): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('webhookSecret')
    .set({ shownAt: now })
    .where('id', '=', id)
    .where('shownAt', 'is', null)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows > 0n) return
  throw new AppError('conflict', 'This secret was shown before, and is shown once only. Rotate it to get a new one.')
}

/** Takes a rotation back: the newest secret ends, the one before it has no end again. Throws `conflict` without one. */
export async function cancelRotation(tx: Tx, webhookId: string, now: number): Promise<void> {
  const secrets = await listWebhookSecrets(tx, webhookId)
  const live = secrets.filter((secret) => secretState(secret, secrets, now) !== 'ended')
  const [previous, newest] = live.slice(-2)
  if (!previous || !newest) throw new AppError('conflict', 'No rotation is under way: one secret signs alone.')
  if (newest.startsAt > now) await deleteWebhookSecret(tx, newest.id)
  else await setSecretEnd(tx, newest.id, now)
  await setSecretEnd(tx, previous.id, null)
  await tx.updateTable('webhook').set({ updatedAt: now }).where('id', '=', webhookId).execute()
}

/** Ends a rotation: the newest secret signs alone, from now on. Throws `conflict` where none is under way. */
export async function finalizeRotation(tx: Tx, webhookId: string, now: number): Promise<void> {
  const secrets = await listWebhookSecrets(tx, webhookId)
  const newest = secrets.at(-1)
  if (!newest || !isRotating(secrets, now)) {
    throw new AppError('conflict', 'No rotation is under way: one secret signs alone.')
  }
  for (const secret of secrets) {
    if (secret !== newest && secretState(secret, secrets, now) !== 'ended') await setSecretEnd(tx, secret.id, now)
  }
  if (newest.startsAt > now) await setSecretStart(tx, newest.id, now)
  await tx.updateTable('webhook').set({ updatedAt: now }).where('id', '=', webhookId).execute()
}
