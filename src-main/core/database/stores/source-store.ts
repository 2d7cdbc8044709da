import { AppError } from '#shared/contract/problem.ts'
import { SourceSettings } from '#shared/model/source.ts'
import type { Reader, Tx } from '#main/core/database/handles.ts'
import type { SourceTable } from '#main/core/database/source-tables.ts'

/** A source as it is stored, with its address of today and what it keeps. */
export type StoredSource = Omit<SourceTable, 'settings'> & {
  settings: SourceSettings
  token: string
  requests: number
  bytes: number
  lastRequestAt: number | null
  /** Since when its script plays; null: it never had one. */
  scriptStartedAt: number | null
  scriptTaken: number
}

const parse = <Row extends { id: string; settings: string }>(row: Row) => ({ ...row, settings: settingsOf(row) })

function settingsOf({ id, settings }: { id: string; settings: string }): SourceSettings {
  try {
    return SourceSettings.parse(JSON.parse(settings))
  } catch (error) {
    // Not to be guessed: a source that forgot its policy would take what it should refuse.
    throw new AppError('database-unreadable', `The settings of the source ${id} are damaged. Put back a backup.`, {
      cause: error,
    })
  }
}

const sources = (db: Reader) =>
  db
    .selectFrom('source')
    .innerJoin('address', (join) =>
      join.onRef('address.sourceId', '=', 'source.id').on('address.retiredAt', 'is', null),
    )
    .leftJoin('counter', 'counter.sourceId', 'source.id')
    .leftJoin('scriptRun', 'scriptRun.sourceId', 'source.id')
    .selectAll('source')
    .select((row) => [
      'address.token',
      row.fn.coalesce('counter.requests', row.lit(0)).as('requests'),
      row.fn.coalesce('counter.bytes', row.lit(0)).as('bytes'),
      'counter.lastRequestAt',
      'scriptRun.startedAt as scriptStartedAt',
      row.fn.coalesce('scriptRun.taken', row.lit(0)).as('scriptTaken'),
    ])

/** All sources of all workspaces that are not deleted, oldest first. */
export async function listAllSources(db: Reader): Promise<StoredSource[]> {
  const rows = await sources(db).where('source.deletedAt', 'is', null).orderBy('source.id').execute()
  return rows.map(parse)
}

export async function listSources(db: Reader, workspaceId: string, isDeleted: boolean): Promise<StoredSource[]> {
  const rows = await sources(db)
    .where('source.workspaceId', '=', workspaceId)
    .where('source.deletedAt', isDeleted ? 'is not' : 'is', null)
    .orderBy('source.id')
    .execute()
  return rows.map(parse)
}

export async function findSource(db: Reader, workspaceId: string, id: string): Promise<StoredSource | undefined> {
  const row = await sources(db)
    .where('source.workspaceId', '=', workspaceId)
    .where('source.id', '=', id)
    .executeTakeFirst()
  return row && parse(row)
}

export type NewSource = { id: string; workspaceId: string; settings: SourceSettings; token: string; now: number }

export async function insertSource(tx: Tx, { id, workspaceId, settings, token, now }: NewSource): Promise<void> {
  await tx
    .insertInto('source')
    .values({ id, workspaceId, settings: JSON.stringify(settings), createdAt: now, updatedAt: now, deletedAt: null })
    .execute()
  await insertAddress(tx, { token, workspaceId, sourceId: id, now })
  if (settings.script !== null) await startScript(tx, { workspaceId, id, now })
}

const insertAddress = (tx: Tx, address: { token: string; workspaceId: string; sourceId: string; now: number }) =>
  tx
    .insertInto('address')
    .values({
      token: address.token,
      workspaceId: address.workspaceId,
      sourceId: address.sourceId,
      createdAt: address.now,
      retiredAt: null,
    })
    .execute()

/** Changes the settings as they are now: whoever changes others at the same time loses nothing. */
export async function changeSource(
  tx: Tx,
  { workspaceId, id, now }: { workspaceId: string; id: string; now: number },
  change: (settings: SourceSettings) => SourceSettings,
): Promise<void> {
  const source = await findSource(tx, workspaceId, id)
  if (!source) return
  const settings = change(source.settings)
  const isNewScript = JSON.stringify(settings.script) !== JSON.stringify(source.settings.script)
  if (isNewScript) await startScript(tx, { workspaceId, id, now })
  await tx
    .updateTable('source')
    .set({ settings: JSON.stringify(settings), updatedAt: now })
    .where('id', '=', id)
    .execute()
}

/** Begins the script of a source with its first step. Two beginnings within a millisecond are one after the other. */
export const startScript = (tx: Tx, { workspaceId, id, now }: { workspaceId: string; id: string; now: number }) =>
  tx
    .insertInto('scriptRun')
    .values({ sourceId: id, workspaceId, startedAt: now, taken: 0 })
    .onConflict((conflict) =>
      conflict.column('sourceId').doUpdateSet((row) => ({
        startedAt: row.fn('max', [row.val(now), row('scriptRun.startedAt', '+', 1)]),
        taken: 0,
      })),
    )
    .execute()

export const setSourceDeleted = (tx: Tx, id: string, deletedAt: number | null, now: number) =>
  tx.updateTable('source').set({ deletedAt, updatedAt: now }).where('id', '=', id).execute()

/** Retires the address of today and gives the source a new one. */
export async function replaceAddress(
  tx: Tx,
  address: { token: string; workspaceId: string; sourceId: string; now: number },
): Promise<void> {
  await tx
    .updateTable('address')
    .set({ retiredAt: address.now })
    .where('sourceId', '=', address.sourceId)
    .where('retiredAt', 'is', null)
    .execute()
  await insertAddress(tx, address)
}

/** Addresses that answer 410: given up, or of a deleted source. */
export async function listRetiredTokens(db: Reader): Promise<string[]> {
  const rows = await db
    .selectFrom('address')
    .innerJoin('source', 'source.id', 'address.sourceId')
    .where((row) => row.or([row('address.retiredAt', 'is not', null), row('source.deletedAt', 'is not', null)]))
    .select('address.token')
    .execute()
  return rows.map(({ token }) => token)
}
