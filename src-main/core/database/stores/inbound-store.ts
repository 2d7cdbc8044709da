import { AppError } from '#shared/contract/problem.ts'
import { InboundSettings } from '#shared/model/inbound.ts'
import type { Reader, Tx } from '#main/core/database/handles.ts'
import type { InboundTable } from '#main/core/database/task-tables.ts'

export type StoredInbound = Omit<InboundTable, 'settings'> & { settings: InboundSettings }

/** What a workspace has where nobody has set anything. */
export const noInbound = (workspaceId: string): StoredInbound => ({
  workspaceId,
  settings: InboundSettings.parse({}),
  hint: null,
  sealed: null,
  previousSealed: null,
  previousEndsAt: null,
  acceptedCount: 0,
  lastAcceptedAt: null,
})

const parse = (row: InboundTable): StoredInbound => ({ ...row, settings: settingsOf(row) })

function settingsOf({ workspaceId, settings }: InboundTable): InboundSettings {
  try {
    return InboundSettings.parse(JSON.parse(settings))
  } catch (error) {
    // Not to be guessed: settings that forgot their list of addresses would let everyone in.
    throw new AppError(
      'database-unreadable',
      `The inbound settings of ${workspaceId} are damaged. Put back a backup.`,
      { cause: error },
    )
  }
}

export async function listInbound(db: Reader): Promise<StoredInbound[]> {
  return (await db.selectFrom('inbound').selectAll().execute()).map(parse)
}

export async function findInbound(db: Reader, workspaceId: string): Promise<StoredInbound> {
  const row = await db.selectFrom('inbound').selectAll().where('workspaceId', '=', workspaceId).executeTakeFirst()
  return row ? parse(row) : noInbound(workspaceId)
}

export async function keepInbound(tx: Tx, { settings, ...inbound }: StoredInbound): Promise<void> {
  const row = { ...inbound, settings: JSON.stringify(settings) }
  await tx
    .insertInto('inbound')
    .values(row)
    .onConflict((conflict) => conflict.column('workspaceId').doUpdateSet(row))
    .execute()
}

/** Counts a call that was accepted, and remembers its signature; false where that was used before. */
export async function takeSignature(
  tx: Tx,
  {
    workspaceId,
    digest,
    now,
    forgetBefore,
  }: { workspaceId: string; digest: Uint8Array; now: number; forgetBefore: number },
): Promise<boolean> {
  await tx.deleteFrom('inboundSignature').where('usedAt', '<', forgetBefore).execute()
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('inboundSignature')
    .values({ digest, workspaceId, usedAt: now })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  if (numInsertedOrUpdatedRows !== 1n) return false
  await tx
    .updateTable('inbound')
    .set((row) => ({ acceptedCount: row('acceptedCount', '+', 1), lastAcceptedAt: now }))
    .where('workspaceId', '=', workspaceId)
    .execute()
  return true
}
