import { AppError } from '#shared/contract/problem.ts'
import type { Reader, Tx } from '#main/core/database/handles.ts'
import type { EventTypeTable } from '#main/core/database/webhook-tables.ts'

export type StoredEventType = EventTypeTable

/** The newest version of each type that a workspace has described, by name. */
export const listEventTypes = (db: Reader, workspaceId: string): Promise<StoredEventType[]> =>
  db
    .selectFrom('eventType')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where((row) =>
      row.not(
        row.exists(
          row
            .selectFrom('eventType as newer')
            .select('newer.id')
            .whereRef('newer.workspaceId', '=', 'eventType.workspaceId')
            .whereRef('newer.name', '=', 'eventType.name')
            .whereRef('newer.version', '>', 'eventType.version'),
        ),
      ),
    )
    .orderBy('name')
    .execute()

/** One version of a type, or its newest. */
export function findEventType(
  db: Reader,
  { workspaceId, name, version }: { workspaceId: string; name: string; version: number | undefined },
): Promise<StoredEventType | undefined> {
  const found = db.selectFrom('eventType').selectAll().where('workspaceId', '=', workspaceId).where('name', '=', name)
  return (version === undefined ? found : found.where('version', '=', version))
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** Stores a version of a type. Throws `conflict` where somebody else was quicker. */
export async function insertEventType(tx: Tx, type: EventTypeTable): Promise<void> {
  const known = await findEventType(tx, type)
  if (known) throw new AppError('conflict', `${type.name} has a version ${type.version} already. Look at it first.`)
  await tx.insertInto('eventType').values(type).execute()
}

export const updateEventType = (
  tx: Tx,
  id: string,
  changes: Partial<Pick<EventTypeTable, 'description' | 'sample'>> & { updatedAt: number },
) => tx.updateTable('eventType').set(changes).where('id', '=', id).execute()

export const deleteEventType = (tx: Tx, workspaceId: string, name: string) =>
  tx.deleteFrom('eventType').where('workspaceId', '=', workspaceId).where('name', '=', name).execute()
