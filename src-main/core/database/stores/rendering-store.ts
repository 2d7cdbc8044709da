import type { HeaderPairs } from '#shared/model/header-pairs.ts'
import type { Reader, Tx } from '#main/core/database/handles.ts'
import type { Rendering } from '#main/core/deliveries/sending/render-delivery.ts'

/** What a delivery sends, once it was made. */
export async function findRendering(db: Reader, deliveryId: string): Promise<Rendering | null> {
  const row = await db
    .selectFrom('rendering')
    .select(['headers', 'body'])
    .where('deliveryId', '=', deliveryId)
    .executeTakeFirst()
  return row ? { headers: JSON.parse(row.headers) as HeaderPairs, body: row.body } : null
}

/** Lets one delivery send what another one has sent. */
export const copyRendering = (tx: Tx, from: string, to: string, now: number) =>
  tx
    .insertInto('rendering')
    .columns(['deliveryId', 'workspaceId', 'headers', 'body', 'createdAt'])
    .expression((row) =>
      row
        .selectFrom('rendering')
        .where('deliveryId', '=', from)
        .select((of) => [of.val(to).as('deliveryId'), 'workspaceId', 'headers', 'body', of.val(now).as('createdAt')]),
    )
    .execute()
