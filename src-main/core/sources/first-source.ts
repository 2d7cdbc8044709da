import { defaultWorkspaceId } from '#shared/model/id.ts'
import { SourceSettings } from '#shared/model/source.ts'
import type { Reader } from '#main/core/database/handles.ts'
import { insertSource, listAllSources } from '#main/core/database/stores/source-store.ts'
import type { Writer } from '#main/core/database/writer.ts'
import type { MakeId } from '#main/core/make-id.ts'
import type { Clock } from '#main/core/ports.ts'

export type FirstSourceParts = { db: Reader; writer: Writer; clock: Clock; makeId: MakeId; makeToken: () => string }

/** There is an address to send to before anybody asks for one: in a new Creel, and where every source was deleted. */
export async function ensureFirstSource({ db, writer, clock, makeId, makeToken }: FirstSourceParts): Promise<void> {
  if ((await listAllSources(db)).length > 0) return
  const source = {
    id: makeId('source'),
    workspaceId: defaultWorkspaceId,
    settings: SourceSettings.parse({ name: 'first-hook' }),
    token: makeToken(),
    now: clock.now(),
  }
  await writer.write((tx) => insertSource(tx, source))
}
