import { defaultWorkspaceId } from '#shared/model/id.ts'
import type { Reader } from '#main/core/database/handles.ts'
import { readSettings } from '#main/core/database/stores/setting-store.ts'
import { listSources } from '#main/core/database/stores/source-store.ts'
import type { KeptBySource } from './retention.ts'

const dayMs = 86_400_000

/** How long events are kept: as long as the settings say of requests. */
export async function readKeptEventsMs(db: Reader): Promise<number | null> {
  const { retention } = await readSettings(db, defaultWorkspaceId)
  return retention.maxAgeDays === null ? null : retention.maxAgeDays * dayMs
}

/** What each source keeps, a deleted one too, and for how long: as it says itself, else as the settings say. */
export async function listKept(db: Reader): Promise<KeptBySource[]> {
  const { retention } = await readSettings(db, defaultWorkspaceId)
  const live = await listSources(db, defaultWorkspaceId, false)
  const deleted = await listSources(db, defaultWorkspaceId, true)
  return [...live, ...deleted].map(({ id, requests, bytes, settings }) => ({
    sourceId: id,
    requests,
    bytes,
    retention: settings.retention ?? retention,
  }))
}
