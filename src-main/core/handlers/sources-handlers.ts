import { SourceSettings } from '#shared/model/source.ts'
import {
  changeSource,
  insertSource,
  listSources,
  replaceAddress,
  setSourceDeleted,
} from '#main/core/database/stores/source-store.ts'
import { checkAnswerRules } from '#main/core/sources/check-answer-rules.ts'
import { checkForwarding } from '#main/core/sources/check-forwarding.ts'
import { sendTest } from '#main/core/sources/send-test.ts'
import { givenFields } from './given-fields.ts'
import type { Handlers } from './handlers.ts'
import { mocksHandlers } from './mocks-handlers.ts'
import { scriptsHandlers } from './scripts-handlers.ts'
import { secretsHandlers } from './secrets-handlers.ts'
import type { SourcesParts } from './sources-parts.ts'
import { applyChange, requireSource, showSource } from './sources-parts.ts'

type SourcesHandlers = Pick<Handlers, Extract<keyof Handlers, `sources.${string}`>>

/** What decides whether a signature is good: the requests that were not verified are checked again. */
const changesOfCheck = ['provider', 'hmac', 'toleranceSeconds'] as const

export function sourcesHandlers(parts: SourcesParts): SourcesHandlers {
  const { db, writer, clock, makeId, makeToken } = parts

  return {
    ...secretsHandlers(parts),
    ...scriptsHandlers(parts),
    ...mocksHandlers(parts),
    'sources.list': async ({ deleted }, { workspaceId }) => ({
      items: (await listSources(db, workspaceId, deleted)).map((stored) => showSource(parts, stored)),
      nextCursor: null,
    }),
    'sources.get': async ({ id }, { workspaceId }) => showSource(parts, await requireSource(parts, workspaceId, id)),
    'sources.create': async (settings, { workspaceId }) => {
      checkAnswerRules(settings)
      checkForwarding(settings, parts.own())
      const source = { id: makeId('source'), workspaceId, settings, token: makeToken(), now: clock.now() }
      await writer.write((tx) => insertSource(tx, source))
      return applyChange(parts, workspaceId, source.id)
    },
    'sources.update': async ({ id, ...changes }, { workspaceId }) => {
      await requireSource(parts, workspaceId, id)
      const change = (settings: SourceSettings): SourceSettings => {
        const changed = SourceSettings.parse({ ...settings, ...givenFields(changes) })
        checkAnswerRules(changed)
        checkForwarding(changed, parts.own())
        return changed
      }
      await writer.write((tx) => changeSource(tx, { workspaceId, id, now: clock.now() }, change))
      const changed = await applyChange(parts, workspaceId, id)
      if (changesOfCheck.some((name) => changes[name] !== undefined)) await parts.recheck(id)
      return changed
    },
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
