import { createHash } from 'node:crypto'
import { AppError } from '#shared/contract/problem.ts'

/** An answer as it was sent. */
export type KeptAnswer = { status: number; body: string }

const keptForMs = 24 * 60 * 60 * 1000
const keptAtMost = 10_000

/** Remembers the answers to creating calls, so that a repeated call is answered and not done again. */
export type IdempotentAnswers = {
  /** Answers `call` by `make`, or as it was answered before under this key. Throws `idempotency-conflict`. */
  once: (key: string, call: string, make: () => Promise<KeptAnswer>) => Promise<KeptAnswer>
}

type Entry = { callDigest: string; keptAt: number; answer: Promise<KeptAnswer> }

/** Keeps the last 10,000 answers, each for 24 hours, in memory. `key` must tell callers apart. */
export function createIdempotentAnswers(now: () => number): IdempotentAnswers {
  // A Map keeps the order of insertion, so the first entry is the oldest.
  const entries = new Map<string, Entry>()

  const forget = (): void => {
    for (const [key, { keptAt }] of entries) {
      if (entries.size <= keptAtMost && now() - keptAt < keptForMs) return
      entries.delete(key)
    }
  }

  return {
    async once(key, call, make) {
      forget()
      const callDigest = createHash('sha256').update(call).digest('base64')
      const known = entries.get(key)
      if (known && known.callDigest !== callDigest) throw conflict()
      if (known) return known.answer
      const answer = make()
      entries.set(key, { callDigest, keptAt: now(), answer })
      // What failed was not done: the same key may try again.
      answer.catch(() => entries.delete(key))
      return answer
    },
  }
}

const conflict = (): AppError =>
  new AppError(
    'idempotency-conflict',
    'This Idempotency-Key was used for another call. Use a new key for each new call, the same one only to repeat it.',
  )
