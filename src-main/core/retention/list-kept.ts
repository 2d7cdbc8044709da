import { defaultWorkspaceId } from '#shared/model/id.ts'
import type { Reader } from '#main/core/database/handles.ts'
import { readSettings } from '#main/core/database/stores/setting-store.ts'
import { listSources } from '#main/core/database/stores/source-store.ts'
import type { KeptBySource } from './retention.ts'

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
