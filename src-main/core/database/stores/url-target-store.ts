import type { Reader, Tx } from '#main/core/database/handles.ts'
import type { UrlTargetTable } from '#main/core/database/trigger-tables.ts'

export const listUrlTargets = (db: Reader): Promise<UrlTargetTable[]> =>
  db.selectFrom('urlTarget').selectAll().execute()

/** Keeps URLs that are delivered to without a webhook; those that are known stay. */
export async function keepUrlTargets(tx: Tx, targets: readonly UrlTargetTable[]): Promise<void> {
  if (targets.length === 0) return
  await tx
    .insertInto('urlTarget')
    .values([...targets])
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
