import type { Reader } from '#main/core/database/handles.ts'
import { listAllSecrets } from '#main/core/database/stores/secret-store.ts'
import { listAllSources, listRetiredTokens } from '#main/core/database/stores/source-store.ts'
import type { Log, SecretVault } from '#main/core/ports.ts'
import type { LiveSource, OpenSecret } from './live-source.ts'
import { createLiveSource } from './live-source.ts'

/** All sources in memory, so that the receiver looks an address up without the database. */
export type SourceRegistry = {
  byToken: (token: string) => LiveSource | 'retired' | null
  byId: (id: string) => LiveSource | undefined
  all: () => LiveSource[]
  /** Reads everything anew; called after each change of a source or a secret. */
  reload: () => Promise<void>
}

export function createSourceRegistry(db: Reader, vault: SecretVault, log: Log): SourceRegistry {
  let tokens = new Map<string, LiveSource | 'retired'>()
  let sources = new Map<string, LiveSource>()

  return {
    byToken: (token) => tokens.get(token) ?? null,
    byId: (id) => sources.get(id),
    all: () => [...sources.values()],
    async reload() {
      const [stored, secrets, retired] = [
        await listAllSources(db),
        await listAllSecrets(db),
        await listRetiredTokens(db),
      ]
      const opened = Map.groupBy(
        secrets.flatMap((secret): (OpenSecret & { sourceId: string })[] => {
          const text = openSecret(vault, secret.sealed)
          if (text === null) log.error('secret.unreadable', { secret: secret.id, source: secret.sourceId })
          return text === null ? [] : [{ ...secret, secret: text }]
        }),
        ({ sourceId }) => sourceId,
      )
      const live = stored.map((source) =>
        createLiveSource({ ...source, secrets: opened.get(source.id) ?? [] }, sources.get(source.id)),
      )
      sources = new Map(live.map((source) => [source.id, source]))
      tokens = new Map<string, LiveSource | 'retired'>(retired.map((token) => [token, 'retired']))
      for (const source of live) tokens.set(source.token, source)
    },
  }
}

// A secret sealed with a lost key must not keep Creel from starting: it is skipped and said.
function openSecret(vault: SecretVault, sealed: Uint8Array): string | null {
  try {
    return vault.open(sealed)
  } catch {
    return null
  }
}
