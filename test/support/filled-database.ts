import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { Kysely } from 'kysely'
import { defaultWorkspaceId } from '#shared/model/id.ts'
import type { RequestState } from '#shared/model/request.ts'
import type { Reader } from '#main/core/database/handles.ts'
import type { HotStatements } from '#main/core/database/hot-statements.ts'
import { prepareHotStatements } from '#main/core/database/hot-statements.ts'
import { openDatabase } from '#main/core/database/open-database.ts'
import { createStatementCache, dialectOver, runOn } from '#main/core/database/sqlite-dialect.ts'
import type { Tables } from '#main/core/database/tables.ts'
import { createMakeId } from '#main/core/make-id.ts'
import type { CapturedRequest } from '#main/core/requests/captured-request.ts'
import { countArrivals } from '#main/core/requests/count-arrivals.ts'
import type { KeptRequest } from '#main/core/requests/kept-request.ts'
import { unchecked } from '#main/core/requests/kept-request.ts'
import type { RequestWishes } from './captured-request.ts'
import { capturedRequest } from './captured-request.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** A source that the requests of a filled database belong to, unless another is wished for. */
export const filledSourceId = 'src_00000000000000000000000001'

export type KeptWishes = RequestWishes & { sourceId?: string; state?: RequestState; routed?: boolean }

/** A query as it went to SQLite. */
type Query = { sql: string; parameters: readonly unknown[] }

export type FilledDatabase = Disposable & {
  db: Database
  statements: HotStatements
  reader: Reader
  queries: Query[]
  /** Keeps requests and makes them searchable. */
  keep: (wishes: readonly KeptWishes[]) => KeptRequest[]
  /** How SQLite would go about a query. */
  plan: (query: Query) => string[]
}

/** A database with requests in it, written by the app's own statements, and a reader that remembers its queries. */
export function filledDatabase(): FilledDatabase {
  const folder = temporaryFolder()
  const db: Database = openDatabase(join(folder.path, 'creel.db'), 0)
  const statements = prepareHotStatements(db)
  const prepare = createStatementCache(db)
  const queries: Query[] = []
  let now = 0
  let seq = 0
  const makeId = createMakeId({ now: () => now, tick: () => 0, after: () => () => undefined }, randomBytes)
  const reader: Reader = new Kysely<Tables>({
    dialect: dialectOver(async (sql, parameters) => {
      queries.push({ sql, parameters })
      return runOn(prepare, sql, parameters)
    }),
  })

  const keepOne = ({
    sourceId = filledSourceId,
    state = 'accepted',
    routed = true,
    ...wishes
  }: KeptWishes): KeptRequest => {
    const captured: CapturedRequest = capturedRequest(wishes)
    now = captured.receivedAtMs
    seq += 1
    const kept: KeptRequest = {
      ...captured,
      seq,
      id: makeId('request'),
      workspaceId: defaultWorkspaceId,
      sourceId,
      state,
      reason: state === 'accepted' ? null : 'some reason',
      provider: null,
      verification: unchecked,
      reply: { status: 200, headers: [], body: '', delayMs: 0 },
      rule: null,
      said: { eventType: null, providerEventId: null, summary: null, bodySha256: new Uint8Array(32) },
      routedAtOnce: null,
      timing: null,
      turn: null,
      headersText: JSON.stringify(captured.headers),
    }
    statements.requests.insert(kept, null)
    if (!routed) return kept
    statements.requests.markRouted(kept, { ...kept.said, duplicateOf: null })
    for (const arrivals of countArrivals([kept])) statements.requests.count(arrivals)
    return kept
  }

  return {
    db,
    statements,
    reader,
    queries,
    keep(wishes: readonly KeptWishes[]): KeptRequest[] {
      const kept = db.transaction(() => wishes.map(keepOne))()
      db.transaction(() => {
        while (statements.text.indexNext(1_000) > 0);
      })()
      return kept
    },
    plan: ({ sql, parameters }: Query): string[] =>
      db
        .prepare<unknown[], { detail: string }>(`explain query plan ${sql}`)
        .all(...parameters)
        .map(({ detail }) => detail),
    [Symbol.dispose]() {
      db.close()
      folder[Symbol.dispose]()
    },
  }
}
