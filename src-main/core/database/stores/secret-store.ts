import type { Reader, Tx } from '#main/core/database/handles.ts'
import type { RemovedSecretTable, SecretTable } from '#main/core/database/source-tables.ts'

const removedAtMost = 20

export const insertSecret = (tx: Tx, secret: SecretTable) => tx.insertInto('secret').values(secret).execute()

/** Takes a secret off its source; for a while it is kept, sealed, to tell why a signature fails. False where there is none. */
export async function removeSecret(
  tx: Tx,
  { sourceId, id, now }: { sourceId: string; id: string; now: number },
): Promise<boolean> {
  const removed = await tx
    .deleteFrom('secret')
    .where('sourceId', '=', sourceId)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst()
  if (removed)
    await tx
      .insertInto('removedSecret')
      .values({ ...removed, removedAt: now })
      .execute()
  return removed !== undefined
}

/** The secrets of all sources, newest first. */
export const listAllSecrets = (db: Reader): Promise<SecretTable[]> =>
  db.selectFrom('secret').selectAll().orderBy('id', 'desc').execute()

/** The secrets that were taken off a source, those of late first. */
export const listRemovedSecrets = (db: Reader, sourceId: string): Promise<RemovedSecretTable[]> =>
  db
    .selectFrom('removedSecret')
    .selectAll()
    .where('sourceId', '=', sourceId)
    .orderBy('removedAt', 'desc')
    .limit(removedAtMost)
    .execute()

/** A secret of any source of a workspace, in use or removed. */
export async function findSecret(db: Reader, workspaceId: string, id: string): Promise<SecretTable | undefined> {
  const find = (table: 'secret' | 'removedSecret') =>
    db.selectFrom(table).selectAll().where('workspaceId', '=', workspaceId).where('id', '=', id).executeTakeFirst()
  return (await find('secret')) ?? (await find('removedSecret'))
}
