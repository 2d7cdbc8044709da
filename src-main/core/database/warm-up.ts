import { sql } from 'kysely'
import type { Log } from '#main/core/ports.ts'
import type { Reader } from './handles.ts'

/** Starts the reader's worker ahead of its first question. Where that fails so will the question, and tell it. */
export const warmUp = (heavy: Reader, log: Log): Promise<unknown> =>
  sql`select 1`.execute(heavy).catch((error: unknown) => log.warn('reader.not-started', { error: String(error) }))
