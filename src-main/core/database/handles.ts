import type { Kysely } from 'kysely'
import type { Tables } from './tables.ts'

/** A handle that can only read. */
export type Reader = Pick<Kysely<Tables>, 'selectFrom' | 'getExecutor'>

declare const inTransaction: unique symbol

/** A handle that can write: given only inside `write(body)`, dead when the body has settled. */
export type Tx = Pick<Kysely<Tables>, 'selectFrom' | 'insertInto' | 'updateTable' | 'deleteFrom' | 'getExecutor'> & {
  readonly [inTransaction]: true
}

/** Where to read: `quick` at once for single rows by key, `heavy` in a worker for everything that may take its time. */
export type Readers = { quick: Reader; heavy: Reader }
