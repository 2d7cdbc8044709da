import type { ApiKeyTable } from '#main/core/database/api-key-table.ts'
import type { Reader, Tx } from '#main/core/database/handles.ts'

export const insertApiKey = (tx: Tx, key: ApiKeyTable) => tx.insertInto('apiKey').values(key).execute()

export const updateApiKey = (
  tx: Tx,
  id: string,
  changes: Partial<Pick<ApiKeyTable, 'revokedAt' | 'expiresAt' | 'replacedBy'>>,
) => tx.updateTable('apiKey').set(changes).where('id', '=', id).execute()

/** How a key was used since that was last kept. */
export type KeyUse = { lastUsedAt: number; lastUse: string; lastAddress: string | null; count: number }

export const addKeyUse = (tx: Tx, id: string, { count, ...last }: KeyUse) =>
  tx
    .updateTable('apiKey')
    .set((key) => ({ ...last, useCount: key('useCount', '+', count) }))
    .where('id', '=', id)
    .execute()

/** All there are, oldest first. */
export const listApiKeys = (db: Reader): Promise<ApiKeyTable[]> =>
  db.selectFrom('apiKey').selectAll().orderBy('id').execute()
