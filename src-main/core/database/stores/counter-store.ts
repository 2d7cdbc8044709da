import type { Reader } from '#main/core/database/handles.ts'

/** How many requests are kept, of a source or of all: counted as they come and go, not by reading them. */
export async function countKept(db: Reader, workspaceId: string, sourceId: string | null = null): Promise<number> {
  const row = await db
    .selectFrom('counter')
    .where('workspaceId', '=', workspaceId)
    .$if(sourceId !== null, (counters) => counters.where('sourceId', '=', sourceId ?? ''))
    .select((of) => of.fn.sum<number | null>('requests').as('count'))
    .executeTakeFirst()
  return row?.count ?? 0
}

/** How many of those are deleted and can still be brought back. */
export async function countDeleted(db: Reader, workspaceId: string, sourceId: string | null = null): Promise<number> {
  const row = await db
    .selectFrom('request')
    .where('deletedAt', 'is not', null)
    .where('workspaceId', '=', workspaceId)
    .$if(sourceId !== null, (requests) => requests.where('sourceId', '=', sourceId ?? ''))
    .select((of) => of.fn.countAll<number>().as('count'))
    .executeTakeFirst()
  return row?.count ?? 0
}
