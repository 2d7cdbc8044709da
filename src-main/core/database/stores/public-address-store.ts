import type { Selectable } from 'kysely'
import type { Reader, Tx } from '#main/core/database/handles.ts'
import type { PublicAddressTable } from '#main/core/database/tables.ts'

const shownAtMost = 100

export const insertPublicAddress = (tx: Tx, address: PublicAddressTable) =>
  tx.insertInto('publicAddress').values(address).execute()

/** Ends what is open: an address lasts as long as its tunnel. */
export const endPublicAddresses = (tx: Tx, endedAt: number) =>
  tx.updateTable('publicAddress').set({ endedAt }).where('endedAt', 'is', null).execute()

/** The addresses of a workspace, newest first. */
export const listPublicAddresses = (db: Reader, workspaceId: string): Promise<Selectable<PublicAddressTable>[]> =>
  db
    .selectFrom('publicAddress')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .orderBy('id', 'desc')
    .limit(shownAtMost)
    .execute()
