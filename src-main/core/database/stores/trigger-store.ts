import { AppError } from '#shared/contract/problem.ts'
import { TriggerSettings } from '#shared/model/trigger.ts'
import type { Reader, Tx } from '#main/core/database/handles.ts'
import type { TriggerTable } from '#main/core/database/trigger-tables.ts'

/** A trigger as it is stored. */
export type StoredTrigger = Omit<TriggerTable, 'settings'> & { settings: TriggerSettings }

function parse({ settings, ...row }: TriggerTable): StoredTrigger {
  try {
    return { ...row, settings: TriggerSettings.parse(JSON.parse(settings)) }
  } catch (error) {
    // Not to be guessed: a trigger that forgot its condition would do what nobody asked for.
    throw new AppError('database-unreadable', `The settings of the trigger ${row.id} are damaged. Put back a backup.`, {
      cause: error,
    })
  }
}

/** All triggers of all workspaces that are on, oldest first. */
export async function listEnabledTriggers(db: Reader): Promise<StoredTrigger[]> {
  const rows = await db
    .selectFrom('trigger')
    .selectAll()
    .where('enabled', '=', 1)
    .where('deletedAt', 'is', null)
    .orderBy('id')
    .execute()
  return rows.map(parse)
}

export async function listTriggers(
  db: Reader,
  { workspaceId, isDeleted }: { workspaceId: string; isDeleted: boolean },
): Promise<StoredTrigger[]> {
  const rows = await db
    .selectFrom('trigger')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('deletedAt', isDeleted ? 'is not' : 'is', null)
    .orderBy('id')
    .execute()
  return rows.map(parse)
}

/** One trigger, deleted or not. */
export async function findTrigger(db: Reader, workspaceId: string, id: string): Promise<StoredTrigger | undefined> {
  const row = await db
    .selectFrom('trigger')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && parse(row)
}

export const insertTrigger = (tx: Tx, { settings, ...row }: StoredTrigger) =>
  tx
    .insertInto('trigger')
    .values({ ...row, settings: JSON.stringify(settings) })
    .execute()

/** Changes a trigger as it is now: whoever changes other fields at the same time loses nothing. */
export async function changeTrigger(
  tx: Tx,
  { workspaceId, id, now }: { workspaceId: string; id: string; now: number },
  change: (stored: StoredTrigger) => Pick<StoredTrigger, 'settings' | 'enabled'>,
): Promise<void> {
  const stored = await findTrigger(tx, workspaceId, id)
  if (!stored) return
  const { settings, enabled } = change(stored)
  const [before, after] = [JSON.stringify(stored.settings), JSON.stringify(settings)]
  await tx
    .updateTable('trigger')
    .set({ settings: after, enabled, version: stored.version + (before === after ? 0 : 1), updatedAt: now })
    .where('id', '=', id)
    .execute()
}

/** Deletes a trigger, or brings it back; either way it is off then. */
export const setTriggerDeleted = (tx: Tx, id: string, deletedAt: number | null, now: number) =>
  tx.updateTable('trigger').set({ deletedAt, enabled: 0, updatedAt: now }).where('id', '=', id).execute()
