import type { Event, JsonValue } from '#shared/model/event.ts'
import { fillPlaces, onlyField, placesIn } from '#shared/rules/actions/filled-text.ts'
import type { RequestFacts } from '#main/core/rules/request-facts.ts'

/** What an action knows of the event it runs on. */
export type ActionContext = { event: Event; facts: RequestFacts; allowsCommands: boolean }

// Without a limit an event of 256 KB could fill every place of a text with all of itself.
const maxFilledLetters = 100_000

/** A text with its places filled in. */
export function fill(text: string, facts: RequestFacts): string {
  if (!text.includes('{{')) return text
  let left = maxFilledLetters
  return fillPlaces(text, (field) => {
    const value = textOf(facts(field)[0])
    left -= value.length
    return left < 0 ? '' : value
  })
}

/** The fields that a text asks for and an event does not have, each once. */
export const emptyPlaces = (text: string, facts: RequestFacts): string[] =>
  [...new Set(placesIn(text))].filter((field) => textOf(facts(field)[0]) === '')

function textOf(value: unknown): string {
  if (value === undefined || value === null) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** JSON with the places of its texts filled in; a text that is one place alone becomes what fills it. */
export function fillJson(value: JsonValue, facts: RequestFacts): JsonValue {
  if (typeof value === 'string') {
    const field = onlyField(value)
    return field === null ? fill(value, facts) : ((facts(field)[0] ?? null) as JsonValue)
  }
  if (Array.isArray(value)) return value.map((item) => fillJson(item, facts))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, fillJson(item, facts)]))
}
