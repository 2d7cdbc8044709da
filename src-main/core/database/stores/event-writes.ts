import type { Database } from 'better-sqlite3'
import type { EventTable } from '#main/core/database/webhook-tables.ts'

/** The statements of publishing, prepared once. They run inside a turn of the writer. */
export type EventWrites = {
  insert: (event: EventTable) => void
  /** What was published under an idempotency key. */
  findByKey: (workspaceId: string, idempotencyKey: string) => EventTable | undefined
  /** The newest event of this type and dedupe key that came at `since` or later. */
  findTwin: (which: { workspaceId: string; type: string; dedupeKey: string; since: number }) => EventTable | undefined
}

const insertEvent = `
  insert into event (id, workspaceId, type, version, source, time, data, metadata, priority, dedupeKey, idempotencyKey,
    digest, createdAt, cause, causeRunId)
  values (@id, @workspaceId, @type, @version, @source, @time, @data, @metadata, @priority, @dedupeKey, @idempotencyKey,
    @digest, @createdAt, @cause, @causeRunId)`

export function prepareEventWrites(db: Database): EventWrites {
  const insert = db.prepare<[EventTable]>(insertEvent)
  const byKey = db.prepare<[string, string], EventTable>(
    'select * from event where workspaceId = ? and idempotencyKey = ?',
  )
  const twin = db.prepare<[object], EventTable>(
    `select * from event where workspaceId = @workspaceId and type = @type and dedupeKey = @dedupeKey
     and createdAt >= @since order by createdAt desc limit 1`,
  )
  return {
    insert: (event) => void insert.run({ cause: null, causeRunId: null, ...event }),
    findByKey: (workspaceId, idempotencyKey) => byKey.get(workspaceId, idempotencyKey),
    findTwin: (which) => twin.get(which),
  }
}
