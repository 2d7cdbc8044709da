import { z } from 'zod'
import { fieldWords, isField } from '#shared/rules/condition.ts'

/**
 * A text with places that the event fills in: `{{data.body.ref}}`, `{{event}}`, `{{metadata.actorId}}`, and where the
 * event is a request `{{header.X-Name}}`, `{{query.name}}` and `{{body.path}}`. What is missing is left empty.
 */
export const FilledText = (maxLetters: number) => z.string().max(maxLetters)

const place = /\{\{\s*([^\s{}]+)\s*\}\}/g

/** The fields that the places of a text ask for. */
export const placesIn = (text: string): string[] => [...text.matchAll(place)].flatMap(([, field]) => field ?? [])

/** Why the places of a text cannot be filled in by any event; null: they can. */
export function faultOfPlaces(text: string): string | null {
  const unknown = placesIn(text).find((field) => !isField(field))
  if (unknown !== undefined) return `has {{${unknown}}}, which is not a field; fields are ${fieldWords}`
  return text.replaceAll(place, '').includes('{{') ? 'has {{ that begins no place: write it as {{data.name}}' : null
}

/** The text with its places filled in, each once: what is filled in is not read again. */
export const fillPlaces = (text: string, valueOf: (field: string) => string): string =>
  text.replaceAll(place, (_, field: string) => valueOf(field))

/** The field that a text consists of; null where there is anything beside it. */
export function onlyField(text: string): string | null {
  const [match] = [...text.matchAll(place)]
  return match && match[0] === text.trim() ? (match[1] ?? null) : null
}
