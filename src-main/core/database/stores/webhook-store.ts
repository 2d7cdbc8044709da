import type { Selectable } from 'kysely'
import { AppError } from '#shared/contract/problem.ts'
import type { WebhookStatus } from '#shared/model/webhook.ts'
import { WebhookSettings } from '#shared/model/webhook.ts'
import type { Reader, Tx } from '#main/core/database/handles.ts'
import type { WebhookStateTable, WebhookTable } from '#main/core/database/webhook-tables.ts'

type State = Pick<
  Selectable<WebhookStateTable>,
  'breaker' | 'dailyUse' | 'lastEventAt' | 'lastTriggeredAt' | 'deliveredCount' | 'deadLetterCount'
>

/** A webhook as it is stored, with what sending has taught about it. */
export type StoredWebhook = Omit<WebhookTable, 'settings'> & { settings: WebhookSettings } & State

const parse = <Row extends { id: string; settings: string }>(row: Row) => ({ ...row, settings: settingsOf(row) })

function settingsOf({ id, settings }: { id: string; settings: string }): WebhookSettings {
  try {
    return WebhookSettings.parse(JSON.parse(settings))
  } catch (error) {
    // Not to be guessed: a webhook that forgot its filter would tell others what they should not hear.
    throw new AppError('database-unreadable', `The settings of the webhook ${id} are damaged. Put back a backup.`, {
      cause: error,
    })
  }
}

const webhooks = (db: Reader) =>
  db
    .selectFrom('webhook')
    .leftJoin('webhookState', 'webhookState.webhookId', 'webhook.id')
    .selectAll('webhook')
    .select((row) => [
      'webhookState.breaker',
      'webhookState.dailyUse',
      'webhookState.lastEventAt',
      'webhookState.lastTriggeredAt',
      row.fn.coalesce('webhookState.deliveredCount', row.lit(0)).as('deliveredCount'),
      row.fn.coalesce('webhookState.deadLetterCount', row.lit(0)).as('deadLetterCount'),
    ])

/** All webhooks of all workspaces that are not deleted, oldest first. */
export async function listAllWebhooks(db: Reader): Promise<StoredWebhook[]> {
  const rows = await webhooks(db).where('webhook.deletedAt', 'is', null).orderBy('webhook.id').execute()
  return rows.map(parse)
}

export async function listWebhooks(
  db: Reader,
  {
    workspaceId,
    isDeleted,
    afterId,
    limit,
  }: { workspaceId: string; isDeleted: boolean; afterId: string; limit: number },
): Promise<StoredWebhook[]> {
  const rows = await webhooks(db)
    .where('webhook.workspaceId', '=', workspaceId)
    .where('webhook.deletedAt', isDeleted ? 'is not' : 'is', null)
    .where('webhook.id', '>', afterId)
    .orderBy('webhook.id')
    .limit(limit)
    .execute()
  return rows.map(parse)
}

/** Webhooks whose secret is to be rotated by now. */
export async function listDueRotations(db: Reader, now: number): Promise<StoredWebhook[]> {
  const rows = await webhooks(db)
    .where('webhook.nextRotationAt', '<=', now)
    .where('webhook.deletedAt', 'is', null)
    .execute()
  return rows.map(parse)
}

/** One webhook, deleted or not. */
export async function findWebhook(db: Reader, workspaceId: string, id: string): Promise<StoredWebhook | undefined> {
  const row = await webhooks(db)
    .where('webhook.workspaceId', '=', workspaceId)
    .where('webhook.id', '=', id)
    .executeTakeFirst()
  return row && parse(row)
}

export type NewWebhook = Omit<WebhookTable, 'settings'> & { settings: WebhookSettings }

export const insertWebhook = (tx: Tx, { settings, ...webhook }: NewWebhook) =>
  tx
    .insertInto('webhook')
    .values({ ...webhook, settings: JSON.stringify(settings) })
    .execute()

export type WebhookChange = {
  settings: WebhookSettings
  credentials: Uint8Array | null
  nextRotationAt: number | null
}

/** Changes a webhook as it is now: whoever changes other fields at the same time loses nothing. */
export async function changeWebhook(
  tx: Tx,
  { workspaceId, id, now }: { workspaceId: string; id: string; now: number },
  change: (stored: StoredWebhook) => WebhookChange,
): Promise<void> {
  const stored = await findWebhook(tx, workspaceId, id)
  if (!stored) return
  const { settings, credentials, nextRotationAt } = change(stored)
  await tx
    .updateTable('webhook')
    .set({ settings: JSON.stringify(settings), credentials, nextRotationAt, updatedAt: now })
    .where('id', '=', id)
    .execute()
}

export const setWebhookStatus = (
  tx: Tx,
  id: string,
  { status, reason, now }: { status: WebhookStatus; reason: string | null; now: number },
) =>
  tx
    .updateTable('webhook')
    .set({ status, statusReason: reason, statusSince: now, updatedAt: now })
    .where('id', '=', id)
    .execute()

export const setWebhookDeleted = (tx: Tx, id: string, deletedAt: number | null, now: number) =>
  tx.updateTable('webhook').set({ deletedAt, updatedAt: now }).where('id', '=', id).execute()

/** Removes a webhook for good, with its secrets and figures; its deliveries stay as the record of what was sent. */
export async function purgeWebhook(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('webhookSecret').where('webhookId', '=', id).execute()
  await tx.deleteFrom('webhookState').where('webhookId', '=', id).execute()
  await tx.deleteFrom('webhookMinute').where('webhookId', '=', id).execute()
  await tx.deleteFrom('webhook').where('id', '=', id).execute()
}
