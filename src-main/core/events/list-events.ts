import type { EventRow } from '#shared/model/event.ts'
import { requestIdOfEvent } from '#shared/model/event.ts'
import { matchesEventType } from '#shared/rules/event-filter.ts'
import type { Reader } from '#main/core/database/handles.ts'
import { listEventRequests, listStoredEvents } from '#main/core/database/stores/event-store.ts'
import { rowOfRequest, rowOfStored } from './to-event.ts'

/** Above every id. */
const top = 'evt_~'
const sliceSize = 500
/** So many slices are looked through for one page; then the page is handed out as it is. */
const slicesAtMost = 20

type Wanted = { workspaceId: string; type: string | undefined; cursor: string | undefined; limit: number }

/** A page of all events, newest first: what was published and what is a request, merged by their ids. */
export async function listEvents(
  db: Reader,
  { workspaceId, type, cursor, limit }: Wanted,
): Promise<{ items: EventRow[]; nextCursor: string | null }> {
  const items: EventRow[] = []
  let beforeId = cursor ?? top
  for (let slices = 0; slices < slicesAtMost; slices += 1) {
    const slice = await readSlice(db, workspaceId, beforeId)
    for (const row of slice) {
      beforeId = row.id
      if (type === undefined || isWanted(type, row.type)) items.push(row)
      if (items.length === limit) return { items, nextCursor: beforeId }
    }
    if (slice.length < sliceSize) return { items, nextCursor: null }
  }
  return { items, nextCursor: beforeId }
}

// Whoever asks for everything of one kind means it, Creel's own included.
const isWanted = (pattern: string, type: string): boolean => pattern === '*' || matchesEventType([pattern], type)

async function readSlice(db: Reader, workspaceId: string, beforeId: string): Promise<EventRow[]> {
  const which = { workspaceId, limit: sliceSize }
  const published = await listStoredEvents(db, { ...which, type: undefined, beforeId })
  const requests = await listEventRequests(db, { ...which, beforeId: requestIdOfEvent(beforeId) })
  const rows = [...published.map(rowOfStored), ...requests.map((request) => rowOfRequest(workspaceId, request))]
  return rows.toSorted((one, other) => (one.id < other.id ? 1 : -1)).slice(0, sliceSize)
}
