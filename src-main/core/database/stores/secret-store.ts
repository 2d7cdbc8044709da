import type { Reader, Tx } from '#main/core/database/handles.ts'
import type { SecretTable } from '#main/core/database/tables.ts'

export const insertSecret = (tx: Tx, secret: SecretTable) => tx.insertInto('secret').values(secret).execute()

export const deleteSecret = (tx: Tx, sourceId: string, id: string) =>
  tx.deleteFrom('secret').where('sourceId', '=', sourceId).where('id', '=', id).executeTakeFirstOrThrow()

/** The secrets of all sources, newest first. */
export const listAllSecrets = (db: Reader): Promise<SecretTable[]> =>
  db.selectFrom('secret').selectAll().orderBy('id', 'desc').execute()
