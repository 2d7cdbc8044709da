import type { Reader } from '#main/core/database/handles.ts'

/** Requests of the same source before and after one. */
export type NeighbourRow = {
  seq: number
  id: string
  receivedAt: number
  bodyBytes: number
  skewSeconds: number | null
}

const eachSide = 50

/** Up to fifty requests before and after one of the same source, the nearest first. */
export async function listNeighbours(db: Reader, sourceId: string, seq: number): Promise<NeighbourRow[]> {
  const side = (comparison: '<' | '>', order: 'asc' | 'desc') =>
    db
      .selectFrom('request')
      .select(['seq', 'id', 'receivedAt', 'bodyBytes', 'skewSeconds'])
      .where('sourceId', '=', sourceId)
      .where('seq', comparison, seq)
      .where('deletedAt', 'is', null)
      .orderBy('seq', order)
      .limit(eachSide)
      .execute()
  const rows = [...(await side('<', 'desc')), ...(await side('>', 'asc'))]
  return rows.toSorted((one, other) => Math.abs(one.seq - seq) - Math.abs(other.seq - seq))
}
