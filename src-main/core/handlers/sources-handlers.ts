import { listSources, replaceAddress, setSourceDeleted } from '#main/core/database/stores/source-store.ts'
import { carryOut } from '#main/core/database/prepared.ts'
import { sendTest } from '#main/core/sources/send-test.ts'
import type { Handlers } from './handlers.ts'
import { mocksHandlers } from './mocks-handlers.ts'
import { prepareNewSource, prepareSourceChange } from './prepare-source.ts'
import { scriptsHandlers } from './scripts-handlers.ts'
import { secretsHandlers } from './secrets-handlers.ts'
import type { SourcesParts } from './sources-parts.ts'
import { applyChange, requireSource, showSource } from './sources-parts.ts'

type SourcesHandlers = Pick<Handlers, Extract<keyof Handlers, `sources.${string}`>>

export function sourcesHandlers(parts: SourcesParts): SourcesHandlers {
  const { db, writer, clock, makeToken } = parts

  return {
    ...secretsHandlers(parts),
    ...scriptsHandlers(parts),
    ...mocksHandlers(parts),
    'sources.list': async ({ deleted }, { workspaceId }) => ({
      items: (await listSources(db, workspaceId, deleted)).map((stored) => showSource(parts, stored)),
      nextCursor: null,
    }),
    'sources.get': async ({ id }, { workspaceId }) => showSource(parts, await requireSource(parts, workspaceId, id)),
    'sources.create': async (settings, { workspaceId }) =>
      carryOut(writer, prepareNewSource(parts, workspaceId, settings)),
    'sources.update': async (changes, { workspaceId }) =>
      carryOut(writer, await prepareSourceChange(parts, workspaceId, changes)),
    'sources.delete': async ({ id }, { workspaceId }) => {
      await requireSource(parts, workspaceId, id)
      await writer.write((tx) => setSourceDeleted(tx, id, clock.now(), clock.now()))
      await applyChange(parts, workspaceId, id)
      return null
    },
    'sources.restore': async ({ id }, { workspaceId }) => {
      await requireSource(parts, workspaceId, id)
      await writer.write((tx) => setSourceDeleted(tx, id, null, clock.now()))
      return applyChange(parts, workspaceId, id)
    },
    'sources.newAddress': async ({ id }, { workspaceId }) => {
      await requireSource(parts, workspaceId, id)
      const address = { token: makeToken(), workspaceId, sourceId: id, now: clock.now() }
      await writer.write((tx) => replaceAddress(tx, address))
      return applyChange(parts, workspaceId, id)
    },
    'sources.sendTest': async ({ id }, { workspaceId, signal }) => {
      const source = showSource(parts, await requireSource(parts, workspaceId, id))
      return { status: await sendTest(parts, source.url, signal) }
    },
  }
}
