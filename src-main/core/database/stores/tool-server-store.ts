import { AppError } from '#shared/contract/problem.ts'
import { ToolServerSettings } from '#shared/model/tool-server.ts'
import type { Reader, Tx } from '#main/core/database/handles.ts'
import type { ToolServerTable } from '#main/core/database/trigger-tables.ts'

/** A tool server as it is stored. */
export type StoredToolServer = Omit<ToolServerTable, 'settings'> & { settings: ToolServerSettings }

function parse({ settings, ...row }: ToolServerTable): StoredToolServer {
  try {
    return { ...row, settings: ToolServerSettings.parse(JSON.parse(settings)) }
  } catch (error) {
    // Not to be guessed: another program would be started than the one that somebody chose.
    const message = `The settings of the tool server ${row.id} are damaged. Put back a backup.`
    throw new AppError('database-unreadable', message, { cause: error })
  }
}

/** The tool servers of all workspaces that are not deleted. */
export async function listLiveToolServers(db: Reader): Promise<StoredToolServer[]> {
  const rows = await db.selectFrom('toolServer').selectAll().where('deletedAt', 'is', null).orderBy('id').execute()
  return rows.map(parse)
}

export async function listToolServers(
  db: Reader,
  { workspaceId, isDeleted }: { workspaceId: string; isDeleted: boolean },
): Promise<StoredToolServer[]> {
  const rows = await db
    .selectFrom('toolServer')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('deletedAt', isDeleted ? 'is not' : 'is', null)
    .orderBy('id')
    .execute()
  return rows.map(parse)
}

/** One tool server, deleted or not. */
export async function findToolServer(
  db: Reader,
  workspaceId: string,
  id: string,
): Promise<StoredToolServer | undefined> {
  const row = await db
    .selectFrom('toolServer')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && parse(row)
}

export const insertToolServer = (tx: Tx, { settings, ...row }: StoredToolServer) =>
  tx
    .insertInto('toolServer')
    .values({ ...row, settings: JSON.stringify(settings) })
    .execute()

/** Changes a tool server as it is now: whoever changes other fields at the same time loses nothing. */
export async function changeToolServer(
  tx: Tx,
  { workspaceId, id, now }: { workspaceId: string; id: string; now: number },
  change: (stored: StoredToolServer) => Pick<StoredToolServer, 'settings' | 'secrets'>,
): Promise<void> {
  const stored = await findToolServer(tx, workspaceId, id)
  if (!stored) return
  const { settings, secrets } = change(stored)
  await tx
    .updateTable('toolServer')
    .set({ settings: JSON.stringify(settings), secrets, updatedAt: now })
    .where('id', '=', id)
    .execute()
}

export const setToolServerDeleted = (tx: Tx, id: string, deletedAt: number | null, now: number) =>
  tx.updateTable('toolServer').set({ deletedAt, updatedAt: now }).where('id', '=', id).execute()

/** Removes a tool server for good, with its secrets. */
export const removeToolServer = (tx: Tx, id: string) => tx.deleteFrom('toolServer').where('id', '=', id).execute()
