import { restorableMinutes } from '#shared/contract/api-keys-operations.ts'
import { operations } from '#shared/contract/operations.ts'
import { AppError } from '#shared/contract/problem.ts'
import type { ApiKey, NewApiKey, Role } from '#shared/model/api-key.ts'
import { covers, grants } from '#shared/rules/access.ts'
import type { ApiKeys } from '#main/core/api-keys/api-keys.ts'
import { newToken } from '#main/core/api-keys/key-token.ts'
import { stateOf } from '#main/core/api-keys/to-api-key.ts'
import type { ApiKeyTable } from '#main/core/database/api-key-table.ts'
import type { Tx } from '#main/core/database/handles.ts'
import { insertApiKey, updateApiKey } from '#main/core/database/stores/api-key-store.ts'
import type { Writer } from '#main/core/database/writer.ts'
import type { Feed } from '#main/core/feed/feed.ts'
import type { MakeId } from '#main/core/make-id.ts'
import type { Clock, Random } from '#main/core/ports.ts'
import type { CallContext, Handlers } from './handlers.ts'

export type ApiKeysHandlersParts = {
  writer: Writer
  clock: Clock
  random: Random
  makeId: MakeId
  feed: Feed
  apiKeys: ApiKeys
}

type ApiKeysHandlers = Pick<Handlers, Extract<keyof Handlers, `apiKeys.${string}`>>

const hourMs = 3_600_000
const dayMs = 24 * hourMs

export function apiKeysHandlers(parts: ApiKeysHandlersParts): ApiKeysHandlers {
  const { writer, clock, apiKeys } = parts
  const { find, show, changed, make, shown } = createKeyTools(parts)

  return {
    'apiKeys.list': async ({ revoked }, { workspaceId }) => ({
      items: apiKeys.list(workspaceId).filter(({ state }) => revoked || state !== 'revoked'),
      nextCursor: null,
    }),
    'apiKeys.get': async ({ id }, context) => show(id, context),
    'apiKeys.create': async ({ name, role, scopes, expiresInDays }, context) => {
      requireMayGive(role, context)
      for (const scope of scopes ?? []) requireKnown(scope)
      const expiresAt = expiresInDays === null ? null : clock.now() + Math.round(expiresInDays * dayMs)
      const made = make({ name, role, scopes: scopes && JSON.stringify(scopes), expiresAt }, context)
      await writer.write((tx) => insertApiKey(tx, made.row))
      return shown(made.token, made.row, context)
    },
    'apiKeys.rotate': async ({ id, overlapHours }, context) => {
      const old = find(id, context)
      const now = clock.now()
      requireMayGive(old.role as Role, context)
      if (stateOf(old, now) !== 'active') {
        throw new AppError('conflict', `Only a key that is in use can be rotated; this one is ${stateOf(old, now)}.`)
      }
      const { name, role, scopes } = old
      // The successor lives as long as the old one was meant to.
      const expiresAt = old.expiresAt === null ? null : now + old.expiresAt - old.createdAt
      const made = make({ name, role, scopes, expiresAt }, context)
      const endsAt = Math.min(old.expiresAt ?? Infinity, now + Math.round(overlapHours * hourMs))
      await writer.write((tx) => succeed(tx, { id, endsAt, successor: made.row }))
      return shown(made.token, made.row, context)
    },
    'apiKeys.revoke': async ({ id }, context) => {
      const key = find(id, context)
      requireMayGive(key.role as Role, context)
      if (key.revokedAt === null) await writer.write((tx) => updateApiKey(tx, id, { revokedAt: clock.now() }))
      await changed(id)
      return null
    },
    'apiKeys.restore': async ({ id }, context) => {
      const key = find(id, context)
      requireMayGive(key.role as Role, context)
      if (key.revokedAt === null) return show(id, context)
      if (clock.now() - key.revokedAt > restorableMinutes * 60_000) {
        throw new AppError('conflict', `A key stays revoked after ${restorableMinutes} minutes. Make a new one.`)
      }
      await writer.write((tx) => updateApiKey(tx, id, { revokedAt: null }))
      await changed(id)
      return show(id, context)
    },
  }
}

/** What the handlers share: finding, making and showing a key. */
function createKeyTools({ clock, random, makeId, feed, apiKeys }: ApiKeysHandlersParts) {
  const find = (id: string, { workspaceId }: CallContext): ApiKeyTable => {
    const key = apiKeys.byId(id)
    if (key?.workspaceId === workspaceId) return key
    throw new AppError('api-key-not-found', `No API key has the id ${id}.`)
  }
  const show = (id: string, { workspaceId }: CallContext): ApiKey => {
    const key = apiKeys.list(workspaceId).find((one) => one.id === id)
    if (key) return key
    throw new AppError('api-key-not-found', `No API key has the id ${id}.`)
  }
  const changed = async (id: string): Promise<void> => {
    await apiKeys.load()
    feed.publish({ kind: 'apiKeys.changed', data: { id } })
  }
  /** A key that is as another one, but for what is said; the token is in the answer alone. */
  const make = (
    given: Pick<ApiKeyTable, 'name' | 'role' | 'scopes' | 'expiresAt'>,
    { workspaceId, key, sessionId }: CallContext,
  ): { token: string; row: ApiKeyTable } => {
    const { token, kept } = newToken(random)
    const createdBy = key?.id ?? sessionId
    const times = { createdAt: clock.now(), createdBy, replacedBy: null, revokedAt: null }
    return { token, row: { ...unused, ...given, ...kept, ...times, id: makeId('apiKey'), workspaceId } }
  }
  const shown = async (token: string, { id }: ApiKeyTable, context: CallContext): Promise<NewApiKey> => {
    await changed(id)
    return { ...show(id, context), token }
  }
  return { find, show, changed, make, shown }
}

const unused = { lastUsedAt: null, lastUse: null, lastAddress: null, useCount: 0 }

async function succeed(
  tx: Tx,
  { id, endsAt, successor }: { id: string; endsAt: number; successor: ApiKeyTable },
): Promise<void> {
  await insertApiKey(tx, successor)
  await updateApiKey(tx, id, { replacedBy: successor.id, expiresAt: endsAt })
}

/** Nobody hands out more than they have: a role above their own, or what their own key is limited to. */
function requireMayGive(role: Role, { key }: CallContext): void {
  if (!key) return
  if (!covers(key.role, role)) {
    throw new AppError('forbidden', `A key of the role ${key.role} may not manage one of the role ${role}.`)
  }
  if (key.scopes !== null) throw new AppError('forbidden', 'A key that is limited to scopes may not manage keys.')
}

/** What is called beside the table of operations. */
const besideTheTable = [{ name: 'feed.read', scope: 'read' }] as const

function requireKnown(scope: string): void {
  const calls = Object.entries(operations).map(([name, { scope: needed }]) => ({ name, scope: needed }))
  if ([...calls, ...besideTheTable].some((needs) => grants(scope, needs))) return
  const message = `takes in no call with “${scope}”; a scope is a noun with read, write or a verb, such as requests:read`
  throw new AppError('bad-input', `The list of scopes ${message}.`, { errors: [{ path: 'scopes', message }] })
}
