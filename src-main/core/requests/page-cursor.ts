import { AppError } from '#shared/contract/problem.ts'

/** A cursor is the key of the last row of a page: the next page starts below it. */
export const toCursor = (seq: number): string => Buffer.from(`seq:${seq}`).toString('base64url')

/** The key that a cursor stands for; without one, above every row. */
export function fromCursor(cursor: string | undefined): number {
  if (cursor === undefined) return Number.MAX_SAFE_INTEGER
  const [, seq] = /^seq:(\d+)$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? []
  if (seq === undefined)
    throw new AppError('bad-input', 'This cursor is not one of ours. Start again without a cursor.')
  return Number(seq)
}

/** A cursor into rows that are ordered by their ids. */
export const toIdCursor = (id: string): string => Buffer.from(`id:${id}`).toString('base64url')

/** The id that a cursor stands for; null without one. */
export function fromIdCursor(cursor: string | undefined): string | null {
  if (cursor === undefined) return null
  const [, id] = /^id:(\w+)$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? []
  if (id === undefined) throw new AppError('bad-input', 'This cursor is not one of ours. Start again without a cursor.')
  return id
}
