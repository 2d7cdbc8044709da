import { expect, test } from 'vitest'
import { defaultWorkspaceId } from '#shared/model/id.ts'
import { SourceSettings } from '#shared/model/source.ts'
import { insertSource, setSourceDeleted } from '#main/core/database/stores/source-store.ts'
import { createWriter } from '#main/core/database/writer.ts'
import { listKept } from '#main/core/retention/list-kept.ts'
import { filledDatabase } from '#test/support/filled-database.ts'
import { silentLog } from '#test/support/log.ts'

test('what came to a source that was deleted does not stay for ever', async () => {
  using filled = filledDatabase()
  const writer = createWriter(filled.db, silentLog)
  const settings = SourceSettings.parse({ name: 'Shop' })
  for (const id of ['src_1', 'src_2']) {
    const source = { id, workspaceId: defaultWorkspaceId, settings, token: id, now: 0 }
    await writer.write((tx) => insertSource(tx, source))
  }
  await writer.write((tx) => setSourceDeleted(tx, 'src_2', 1, 1))
  expect((await listKept(filled.reader)).map(({ sourceId }) => sourceId)).toEqual(['src_1', 'src_2'])
})
