import type { ColumnType } from 'kysely'

// Columns with a default, or that came later: whoever inserts a row need not name them.

export type Flag = ColumnType<number, number | undefined, number>
export type Count = Flag
export type Maybe<Value> = ColumnType<Value | null, Value | null | undefined, Value | null>
