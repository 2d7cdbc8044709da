import type { Database, Statement } from 'better-sqlite3'
import type { CompiledQuery, DatabaseConnection, Dialect, QueryResult } from 'kysely'
import { SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely'

const cachedStatements = 500

/** Runs one compiled query. */
export type RunQuery = (sql: string, parameters: readonly unknown[]) => Promise<QueryResult<unknown>>

/** A Kysely dialect for SQLite over whatever runs queries: a connection at hand or a worker. It knows no transactions. */
export function dialectOver(run: RunQuery): Dialect {
  const connection: DatabaseConnection = {
    executeQuery: <Row>({ sql, parameters }: CompiledQuery) => run(sql, parameters) as Promise<QueryResult<Row>>,
    streamQuery: () => {
      throw new Error('Creel reads in pages; streaming is not supported.')
    },
  }
  const refuse = (): never => {
    throw new Error('Transactions belong to the writer: use write(body).')
  }
  return {
    createAdapter: () => new SqliteAdapter(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createDriver: () => ({
      init: async () => undefined,
      acquireConnection: async () => connection,
      releaseConnection: async () => undefined,
      beginTransaction: refuse,
      commitTransaction: refuse,
      rollbackTransaction: refuse,
      destroy: async () => undefined,
    }),
  }
}

/** Keeps prepared statements by their text, the ones used last. */
export function createStatementCache(db: Database): (sql: string) => Statement {
  const statements = new Map<string, Statement>()
  return (sql) => {
    const known = statements.get(sql)
    if (known) return known
    const statement = db.prepare(sql)
    if (statements.size >= cachedStatements) statements.delete(statements.keys().next().value ?? '')
    statements.set(sql, statement)
    return statement
  }
}

/** Runs a query at once on a connection at hand. */
export function runOn(
  prepare: (sql: string) => Statement,
  sql: string,
  parameters: readonly unknown[],
): QueryResult<unknown> {
  const statement = prepare(sql)
  if (statement.reader) return { rows: statement.all(...parameters) }
  const { changes, lastInsertRowid } = statement.run(...parameters)
  return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) }
}
