import type { Database, Statement } from 'better-sqlite3'
import { Kysely } from 'kysely'
import type { Tx } from './handles.ts'
import { createStatementCache, dialectOver, runOn } from './sqlite-dialect.ts'
import type { Tables } from './tables.ts'
import { isFatal } from './write-error.ts'

// A body may not end its own transaction, change the connection, or roll back more than its savepoint.
const forbidden = /^\s*(begin|commit|end|rollback|savepoint|release|pragma|attach|detach|vacuum)\b|\bor\s+rollback\b/i

/** A `tx` with its life: `end` kills it, `openQueries` counts what it has under way, `fatalError` is what ended its turn. */
export type TransactionHandle = {
  tx: Tx
  end: () => void
  openQueries: () => number
  fatalError: () => unknown
}

/** Makes handles on one writable connection, which share its prepared statements. */
export function createTransactionHandles(db: Database): () => TransactionHandle {
  const cached = createStatementCache(db)
  const prepare = (sql: string): Statement => {
    if (forbidden.test(sql)) throw new Error(`A write body may not run: ${sql}`)
    return cached(sql)
  }
  return () => {
    let isAlive = true
    let openQueries = 0
    let fatalError: unknown = null
    const run = async (sql: string, parameters: readonly unknown[]) => {
      if (!isAlive) throw new Error('This transaction has ended; use the tx of your own write body.')
      // A full disk rolls everything back: what a body runs after that would be a transaction of its own.
      if (fatalError !== null) throw fatalError
      openQueries += 1
      try {
        return runOn(prepare, sql, parameters)
      } catch (error) {
        if (isFatal(error)) fatalError = error
        throw error
      } finally {
        openQueries -= 1
      }
    }
    return {
      tx: new Kysely<Tables>({ dialect: dialectOver(run) }) as unknown as Tx,
      end: () => {
        isAlive = false
      },
      openQueries: () => openQueries,
      fatalError: () => fatalError,
    }
  }
}
