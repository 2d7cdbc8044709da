import type { Selectable } from 'kysely'
import type { Reader, Tx } from '#main/core/database/handles.ts'
import type { PublicAddressTable } from '#main/core/database/tables.ts'

const shownAtMost = 100

/** Begins an address and ends the one before. It is known at once where senders have been told of no other. */
export async function beginPublicAddress(
  tx: Tx,
  address: Omit<PublicAddressTable, 'acknowledgedAt' | 'endedAt'>,
): Promise<void> {
  await endPublicAddresses(tx, address.startedAt)
  const known = await findKnownAddress(tx, address.workspaceId)
  const acknowledgedAt = known === undefined || known.url === address.url ? address.startedAt : null
  await tx
    .insertInto('publicAddress')
    .values({ ...address, endedAt: null, acknowledgedAt })
    .execute()
}

/** Ends what is open: an address lasts as long as its tunnel. */
export const endPublicAddresses = (tx: Tx, endedAt: number) =>
  tx.updateTable('publicAddress').set({ endedAt }).where('endedAt', 'is', null).execute()

/** Senders have been told of the address that is open. */
export const acknowledgeAddress = (tx: Tx, workspaceId: string, acknowledgedAt: number) =>
  tx
    .updateTable('publicAddress')
    .set({ acknowledgedAt })
    .where('workspaceId', '=', workspaceId)
    .where('endedAt', 'is', null)
    .execute()

/** The address that senders were told of last. */
export const findKnownAddress = (
  db: Reader,
  workspaceId: string,
): Promise<Selectable<PublicAddressTable> | undefined> =>
  newestFirst(db, workspaceId).where('acknowledgedAt', 'is not', null).limit(1).executeTakeFirst()

/** The address that is in use. */
export const findOpenAddress = (db: Reader, workspaceId: string): Promise<Selectable<PublicAddressTable> | undefined> =>
  newestFirst(db, workspaceId).where('endedAt', 'is', null).limit(1).executeTakeFirst()

/** What the last tunnel of a driver was called. */
export const findLastName = async (db: Reader, workspaceId: string, driver: string): Promise<string | null> =>
  (await newestFirst(db, workspaceId).where('driver', '=', driver).limit(1).executeTakeFirst())?.name ?? null

/** The addresses of a workspace, newest first. */
export const listPublicAddresses = (db: Reader, workspaceId: string): Promise<Selectable<PublicAddressTable>[]> =>
  newestFirst(db, workspaceId).limit(shownAtMost).execute()

const newestFirst = (db: Reader, workspaceId: string) =>
  db.selectFrom('publicAddress').selectAll().where('workspaceId', '=', workspaceId).orderBy('id', 'desc')
