import { AppError } from '#shared/contract/problem.ts'

const codeOf = (error: unknown): string => (error as { code?: string } | null)?.code ?? ''

/**
 * True for errors after which nothing of this turn may be acknowledged: the disk is full or failing. Damage is not among
 * them: a damaged search index must not keep requests from being stored.
 */
export const isFatal = (error: unknown): boolean => /^SQLITE_(FULL|IOERR|NOTADB|READONLY|CANTOPEN)/.test(codeOf(error))

const isOfTheDisk = (error: unknown): boolean => isFatal(error) || codeOf(error).startsWith('SQLITE_CORRUPT')

/** The error in words that a person can act on; other errors stay as they are. */
export function inWords(error: unknown): Error {
  const code = codeOf(error)
  if (code === 'SQLITE_FULL') {
    return new AppError(
      'disk-full',
      'The disk is full, so nothing can be stored. Free some space; Creel goes on by itself.',
      {
        cause: error,
      },
    )
  }
  if (isOfTheDisk(error)) {
    return new AppError(
      'database-busy',
      `The database cannot be written (${code}). Check the disk; Creel keeps trying.`,
      {
        cause: error,
      },
    )
  }
  return error instanceof Error ? error : new Error(String(error))
}
