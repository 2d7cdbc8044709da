import type { ConfigurationItem, ConfigurationNoun } from '#shared/model/configuration.ts'
import { firstIssueWords } from '#shared/contract/issue-words.ts'
import { unreadField } from '#shared/contract/unread-field.ts'
import type { Kind } from './kinds.ts'
import { bad } from './read-configuration.ts'

/**
 * One thing of a file whose references are ids, each field with the defaults within it, so that what is left out there
 * is no difference. Throws `bad-input` with the place of what is not right or what there is not.
 */
export function readItem(shape: Kind['shape'], noun: ConfigurationNoun, item: ConfigurationItem): ConfigurationItem {
  const entries = Object.entries(item).map(([field, value]) => {
    const parsed = shape[field]?.safeParse(value)
    if (!parsed) return [field, value]
    if (!parsed.success)
      throw bad(
        `The field ${field} of the ${noun} “${item.name}” is not right. ${inFile(firstIssueWords(parsed.error))}`,
      )
    const unread = unreadField(value, parsed.data)
    if (unread) throw bad(`The ${noun} “${item.name}” has a field ${[field, ...unread].join('.')}, which there is not.`)
    return [field, parsed.data]
  })
  return Object.fromEntries(entries) as ConfigurationItem
}

// In a file the webhook of an action is known by its name.
const inFile = (words: string): string => words.replace(/^(\d+\.to)\.id: /, '$1.name: ')
