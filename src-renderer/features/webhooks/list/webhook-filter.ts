import type { WebhookFilter } from '#renderer/data/queries/webhooks.ts'
import { WebhookStatus } from '#shared/model/webhook.ts'

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

/** Reads `status:paused event:task.created is:deleted crm`: fields, and words of the name or the URL. */
export function readWebhookFilter(text: string): ReadFilter {
  const terms = text.split(/\s+/).filter(Boolean)
  const read = terms.map((term) => ({ term, match: /^(status|event|is):(.*)$/.exec(term) }))
  const words = read.flatMap(({ term, match }) => (match ? [] : [term]))
  const found = read.flatMap(({ term, match }) => {
    const [, field, value] = match ?? []
    // Half a term while it is typed is no mistake.
    return field && value ? [{ term, part: fields[field as Field](value) }] : []
  })
  const unknown = found.find(({ part }) => part === null)?.term
  return {
    filter: Object.assign(
      {},
      ...found.map(({ part }) => part),
      words.length > 0 && { q: words.join(' ') },
    ) as WebhookFilter,
    mistake:
      unknown === undefined
        ? null
        : `${unknown} is not known: status:active, status:paused, status:disabled, is:deleted.`,
  }
}
