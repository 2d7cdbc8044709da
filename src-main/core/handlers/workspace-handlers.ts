import { AppError } from '#shared/contract/problem.ts'
import type { View } from '#shared/model/view.ts'
import type { Reader } from '#main/core/database/handles.ts'
import { changeRetention, readSettings } from '#main/core/database/stores/setting-store.ts'
import { deleteView, findView, insertView, listViews, updateView } from '#main/core/database/stores/view-store.ts'
import type { Writer } from '#main/core/database/writer.ts'
import type { Feed } from '#main/core/feed/feed.ts'
import type { MakeId } from '#main/core/make-id.ts'
import type { Clock } from '#main/core/ports.ts'
import type { Receiving } from '#main/core/receiving/receiving.ts'
import type { Sessions } from '#main/core/session/sessions.ts'
import type { ReadStatus } from '#main/core/status/read-status.ts'
import { givenFields } from './given-fields.ts'
import type { Handlers } from './handlers.ts'

export type WorkspaceParts = {
  db: Reader
  writer: Writer
  clock: Clock
  makeId: MakeId
  feed: Feed
  sessions: Sessions
  readStatus: ReadStatus
  receiving: Receiving
  /** `http://127.0.0.1:4401` */
  controlUrl: () => string
}

type WorkspaceHandlers = Pick<
  Handlers,
  Extract<
    keyof Handlers,
    `views.${string}` | `session.${string}` | `settings.${string}` | `status.${string}` | `receiving.${string}`
  >
>

export function workspaceHandlers(parts: WorkspaceParts): WorkspaceHandlers {
  return { ...viewsHandlers(parts), ...sessionHandlers(parts), ...settingsHandlers(parts) }
}

function viewsHandlers({ db, writer, clock, makeId, feed }: WorkspaceParts) {
  const require = async (workspaceId: string, id: string): Promise<View> => {
    const stored = await findView(db, workspaceId, id)
    if (!stored) throw new AppError('view-not-found', `No saved view has the id ${id}.`)
    return toView(stored)
  }
  const changed = (id: string): void => feed.publish({ kind: 'views.changed', data: { id } })

  return {
    'views.list': async (_, { workspaceId }) => ({
      items: (await listViews(db, workspaceId)).map(toView),
      nextCursor: null,
    }),
    'views.create': async ({ name, q }, { workspaceId }) => {
      const view = { id: makeId('view'), workspaceId, name, q, createdAt: clock.now() }
      await writer.write((tx) => insertView(tx, view))
      changed(view.id)
      return toView(view)
    },
    'views.update': async ({ id, name, q }, { workspaceId }) => {
      await require(workspaceId, id)
      const changes = { ...(name !== undefined && { name }), ...(q !== undefined && { q }) }
      if (Object.keys(changes).length > 0) await writer.write((tx) => updateView(tx, id, changes))
      changed(id)
      return require(workspaceId, id)
    },
    'views.delete': async ({ id }, { workspaceId }) => {
      await require(workspaceId, id)
      await writer.write((tx) => deleteView(tx, workspaceId, id))
      changed(id)
      return null
    },
  } satisfies Partial<Handlers>
}

const toView = ({ id, name, q, createdAt }: { id: string; name: string; q: string; createdAt: number }): View => ({
  id,
  name,
  q,
  createdAt: new Date(createdAt).toISOString(),
})

function sessionHandlers({ sessions, controlUrl }: WorkspaceParts) {
  return {
    'session.get': async (_, { workspaceId, sessionId, key }) => ({
      ...(sessions.list().find(({ id }) => id === sessionId) ?? { id: null, workspaceId, createdAt: null }),
      apiKeyId: key?.id ?? null,
      role: key?.role ?? 'owner',
    }),
    'session.createCode': async () => {
      const { code, expiresAt } = sessions.createCode()
      return { code, url: `${controlUrl()}/#/enter/${code}`, expiresAt: new Date(expiresAt).toISOString() }
    },
    'session.list': async () => ({
      items: sessions.list().map((session) => ({ ...session, apiKeyId: null, role: 'owner' as const })),
      nextCursor: null,
    }),
    'session.revoke': async ({ id }) => {
      await sessions.revoke(id)
      return null
    },
  } satisfies Partial<Handlers>
}

function settingsHandlers({ db, writer, feed, readStatus, receiving }: WorkspaceParts) {
  return {
    'settings.get': async (_, { workspaceId }) => readSettings(db, workspaceId),
    'settings.update': async ({ retention }, { workspaceId }) => {
      if (retention) {
        await writer.write((tx) => changeRetention(tx, workspaceId, givenFields(retention)))
        feed.publish({ kind: 'settings.changed', data: {} })
      }
      return readSettings(db, workspaceId)
    },
    'receiving.pause': async ({ minutes }, { workspaceId }) => {
      await receiving.pause(minutes)
      return readStatus(workspaceId)
    },
    'receiving.resume': async (_, { workspaceId }) => {
      await receiving.resume()
      return readStatus(workspaceId)
    },
    'status.get': async (_, { workspaceId }) => readStatus(workspaceId),
  } satisfies Partial<Handlers>
}
