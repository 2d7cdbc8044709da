import { ApiKey } from '#shared/model/api-key.ts'
import type { ApiKeyTable } from '#main/core/database/api-key-table.ts'

type Times = Pick<ApiKeyTable, 'expiresAt' | 'replacedBy' | 'revokedAt'>

/** What a key is worth at a time. */
export function stateOf({ expiresAt, replacedBy, revokedAt }: Times, now: number): ApiKey['state'] {
  if (revokedAt !== null) return 'revoked'
  if (expiresAt !== null && expiresAt <= now) return 'expired'
  return replacedBy === null ? 'active' : 'replaced'
}

/** A key as it is shown: the schema leaves out what it is checked by. */
export function toApiKey({ scopes, ...key }: ApiKeyTable, now: number): ApiKey {
  return ApiKey.parse({
    ...key,
    scopes: scopes === null ? null : (JSON.parse(scopes) as unknown),
    state: stateOf(key, now),
    createdAt: isoOf(key.createdAt),
    expiresAt: isoOf(key.expiresAt),
    revokedAt: isoOf(key.revokedAt),
    lastUsedAt: isoOf(key.lastUsedAt),
  })
}

const isoOf = (time: number | null): string | null => (time === null ? null : new Date(time).toISOString())
