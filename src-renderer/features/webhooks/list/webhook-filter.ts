import type { WebhookFilter } from '#renderer/data/queries/webhooks.ts'
import { WebhookStatus } from '#shared/model/webhook.ts'
import type { QueryWord } from '#shared/query/query-words.ts'
import { readWords } from '#shared/query/query-words.ts'

/** What was typed into the filter, understood; or what is wrong with it. */
export type ReadFilter = { filter: WebhookFilter; mistake: string | null }

type Field = 'status' | 'event' | 'is'

/** What each field adds to the filter; null where its value is not known. */
const fields: Record<Field, (value: string) => WebhookFilter | null> = {
  status: (value) => {
    const status = WebhookStatus.safeParse(value)
    return status.success ? { status: status.data } : null
  },
  event: (value) => ({ event: value }),
  is: (value) => (value === 'deleted' ? { deleted: true } : null),
}

type Term = { text: string } | { part: WebhookFilter } | { mistake: string }

/** Reads `status:paused event:task.created is:deleted crm`: fields, and words of the name or the URL. */
export function readWebhookFilter(text: string): ReadFilter {
  const terms = readWords(text).map(readTerm)
  const words = terms.flatMap((term) => ('text' in term ? [term.text] : []))
  const parts = terms.flatMap((term) => ('part' in term ? [term.part] : []))
  return {
    filter: Object.assign({}, ...parts, words.length > 0 && { q: words.join(' ') }) as WebhookFilter,
    mistake: terms.flatMap((term) => ('mistake' in term ? [term.mistake] : []))[0] ?? null,
  }
}

function readTerm({ word, negated, name, rest, value }: QueryWord): Term {
  // A URL that is pasted is looked for, though it has a colon.
  if (name === null || /^https?:\/\//i.test(word)) return { text: negated || name !== null ? word : value }
  // Half a term while it is typed is no mistake.
  if (value === '') return { part: {} }
  if (!Object.hasOwn(fields, name)) {
    const known = Object.keys(fields).join(', ')
    return { mistake: `“${name}” is not a field. Known are ${known}. Text with a colon goes in quotes.` }
  }
  const part = negated || rest !== value ? null : fields[name as Field](value)
  if (part !== null) return { part }
  return { mistake: `${word} is not known: status:active, status:paused, status:disabled, is:deleted.` }
}
