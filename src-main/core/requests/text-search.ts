import { CompiledQuery } from 'kysely'
import type { Reader } from '#main/core/database/handles.ts'

/** So many words that begin alike are looked for one by one. */
const wordsAtMost = 16

// A quoted FTS5 string is taken literally: no operator of its language can be reached from user input. A NUL would end
// the expression, and with it the quotes.
const quote = (text: string): string => `"${text.replaceAll('\0', ' ').replaceAll('"', '""')}"`

/** A text as FTS5 looks for it. The star makes the last word a prefix, so that results appear while one types. */
export const prefixPhrase = (text: string): string => `${quote(text)}*`

/**
 * Texts as one FTS5 expression. A prefix is read whole before its newest row is known, a million rows for fifty, while
 * words are read from the newest on: so a short word becomes all words of the index that begin with it.
 */
export async function searchExpression(db: Reader, texts: readonly string[]): Promise<string> {
  const parts: string[] = []
  for (const text of texts) {
    const words = /^[a-z\d]+$/i.test(text) ? await wordsFrom(db, text.toLowerCase()) : null
    parts.push(words === null ? prefixPhrase(text) : `(${(words.length > 0 ? words : [text]).map(quote).join(' OR ')})`)
  }
  return parts.join(' AND ')
}

/** The words of the index that begin so; null where there are too many. */
async function wordsFrom(db: Reader, start: string): Promise<string[] | null> {
  const words: string[] = []
  let from = start
  while (words.length <= wordsAtMost) {
    const word = await nextWord(db, from, `${start}\u{10ffff}`)
    if (word === null) return words
    words.push(word)
    from = `${word}\0`
  }
  return null
}

async function nextWord(db: Reader, from: string, below: string): Promise<string | null> {
  const sql = 'select term from requestWord where term >= ? and term < ? limit 1'
  const { rows } = await db.getExecutor().executeQuery<{ term: string }>(CompiledQuery.raw(sql, [from, below]))
  return rows[0]?.term ?? null
}
