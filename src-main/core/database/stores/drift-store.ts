import type { Reader, Tx } from '#main/core/database/handles.ts'
import type { StoredRequest } from '#main/core/requests/stored-request.ts'

const prefix = 'drift:'

/** Up to which request each watched source was looked at. */
export async function listDriftMarks(db: Reader): Promise<Map<string, number>> {
  const rows = await db.selectFrom('watermark').selectAll().where('name', 'like', `${prefix}%`).execute()
  return new Map(rows.map(({ name, seq }) => [name.slice(prefix.length), seq]))
}

export const keepDriftMark = (tx: Tx, sourceId: string, seq: number) =>
  tx
    .insertInto('watermark')
    .values({ name: prefix + sourceId, seq })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ seq }))
    .execute()

export const removeDriftMark = (tx: Tx, sourceId: string) =>
  tx
    .deleteFrom('watermark')
    .where('name', '=', prefix + sourceId)
    .execute()

/** The next requests of a source, oldest first, whatever became of them. */
export const listNextOfSource = (
  db: Reader,
  { sourceId, afterSeq, limit }: { sourceId: string; afterSeq: number; limit: number },
): Promise<StoredRequest[]> =>
  db
    .selectFrom('request')
    .selectAll()
    .where('sourceId', '=', sourceId)
    .where('seq', '>', afterSeq)
    .orderBy('seq')
    .limit(limit)
    .execute()

/** The newest accepted requests of an event type from `fromSeq` up to but without `beforeSeq`, newest first. */
export const listBefore = (
  db: Reader,
  which: { sourceId: string; eventType: string; fromSeq: number; beforeSeq: number; limit: number },
): Promise<StoredRequest[]> =>
  db
    .selectFrom('request')
    .selectAll()
    .where('sourceId', '=', which.sourceId)
    .where('seq', '>=', which.fromSeq)
    .where('seq', '<', which.beforeSeq)
    .where('eventType', '=', which.eventType)
    .where('state', '=', 'accepted')
    .where('deletedAt', 'is', null)
    .orderBy('seq', 'desc')
    .limit(which.limit)
    .execute()
