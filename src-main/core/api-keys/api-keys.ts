import type { ApiKey } from '#shared/model/api-key.ts'
import { Role } from '#shared/model/api-key.ts'
import type { Caller, Refused } from '#main/core/controlled-app.ts'
import type { ApiKeyTable } from '#main/core/database/api-key-table.ts'
import type { Reader, Tx } from '#main/core/database/handles.ts'
import type { KeyUse } from '#main/core/database/stores/api-key-store.ts'
import { addKeyUse, listApiKeys } from '#main/core/database/stores/api-key-store.ts'
import type { Writer } from '#main/core/database/writer.ts'
import type { Clock, Log } from '#main/core/ports.ts'
import { isTokenOf, isWhole, looksLikeKey, lookupOf } from './key-token.ts'
import { stateOf, toApiKey } from './to-api-key.ts'

/** Uses are counted in memory and kept so often, so that a call costs no write. */
const keepUsesEveryMs = 10_000

/** The keys of programs, in memory, so that a call costs no read. */
export type ApiKeys = {
  load: () => Promise<void>
  /** Who holds a key, or why it is refused; null: it is none of ours. */
  authenticate: (token: string) => Caller | Refused | null
  /** Counts a call that was let in. */
  used: (id: string, how: { route: string; address: string | null }) => void
  byId: (id: string) => ApiKeyTable | undefined
  /** All, with the uses that are not on disk yet. */
  list: (workspaceId: string) => ApiKey[]
  /** Keeps the uses that are counted in memory. */
  flush: () => Promise<void>
}

export type ApiKeysParts = { writer: Writer; db: Reader; clock: Clock; log: Log }

export function createApiKeys({ writer, db, clock, log }: ApiKeysParts): ApiKeys {
  let byId = new Map<string, ApiKeyTable>()
  let byLookup = new Map<string, ApiKeyTable>()
  let uses = new Map<string, KeyUse>()
  let cancelFlush: (() => void) | null = null

  const flush = async (): Promise<void> => {
    cancelFlush?.()
    cancelFlush = null
    const counted = uses
    uses = new Map()
    if (counted.size === 0) return
    await writer.write((tx) => keepUses(tx, counted))
    for (const [id, use] of counted) addUse(byId.get(id), use)
  }
  const flushLater = (): void => {
    cancelFlush ??= clock.after(keepUsesEveryMs, () => {
      flush().catch((error: unknown) => log.warn('api-key.uses-not-kept', { error: String(error) }))
    })
  }

  return {
    async load() {
      const stored = await listApiKeys(db)
      byId = new Map(stored.map((key) => [key.id, key]))
      byLookup = new Map(stored.map((key) => [key.lookup, key]))
    },
    authenticate(token) {
      if (!looksLikeKey(token)) return null
      if (!isWhole(token)) return { refused: 'This key is not whole: a letter is missing or mistyped. Copy it again.' }
      const key = byLookup.get(lookupOf(token))
      if (!key || !isTokenOf(token, key)) return null
      return refusalOf(key, clock.now()) ?? callerOf(key)
    },
    used(id, { route, address }) {
      const count = (uses.get(id)?.count ?? 0) + 1
      uses.set(id, { lastUsedAt: clock.now(), lastUse: route, lastAddress: address, count })
      flushLater()
    },
    byId: (id) => byId.get(id),
    list: (workspaceId) =>
      [...byId.values()]
        .filter((key) => key.workspaceId === workspaceId)
        .map((key) => toApiKey(addUse({ ...key }, uses.get(key.id)), clock.now())),
    flush,
  }
}

async function keepUses(tx: Tx, uses: ReadonlyMap<string, KeyUse>): Promise<void> {
  for (const [id, use] of uses) await addKeyUse(tx, id, use)
}

function addUse<Key extends ApiKeyTable | undefined>(key: Key, use: KeyUse | undefined): Key {
  if (!key || !use) return key
  const { count, ...last } = use
  return Object.assign(key, last, { useCount: key.useCount + count })
}

function refusalOf(key: ApiKeyTable, now: number): Refused | null {
  const state = stateOf(key, now)
  if (state === 'active' || state === 'replaced') return null
  const since = new Date((state === 'revoked' ? key.revokedAt : key.expiresAt) ?? now).toISOString()
  return {
    refused: `The key “${key.name}” ${state === 'revoked' ? 'was revoked' : 'expired'} at ${since}. Use another.`,
  }
}

const callerOf = ({ id, workspaceId, role, scopes }: ApiKeyTable): Caller => ({
  workspaceId,
  sessionId: null,
  key: { id, role: Role.parse(role), scopes: scopes === null ? null : (JSON.parse(scopes) as string[]) },
})
