import type { Reader } from '#main/core/database/handles.ts'

/** Arrivals from a moment on, summed into slices of `bucketMs`; slices without arrivals are left out. */
export const listArrivals = (
  db: Reader,
  {
    workspaceId,
    sourceId,
    from,
    bucketMs,
  }: { workspaceId: string; sourceId: string | undefined; from: number; bucketMs: number },
) =>
  db
    .selectFrom('arrival')
    .where('workspaceId', '=', workspaceId)
    .where('bucket', '>=', from)
    .$if(sourceId !== undefined, (query) => query.where('sourceId', '=', sourceId ?? ''))
    .select((row) => [
      row('bucket', '/', row.lit(bucketMs)).as('slice'),
      row.fn.sum<number>('requests').as('requests'),
      row.fn.sum<number>('rejected').as('rejected'),
    ])
    .groupBy('slice')
    .execute()
