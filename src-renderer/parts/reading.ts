import type { Reading } from './draft-field.tsx'

/** What is needed of a schema. */
type Schema<Value> = { safeParse: (input: unknown) => { success: true; data: Value } | { success: false } }

/** Reads text by the schema of the API; `words` says what would be right. */
export const readAs =
  <Value>(schema: Schema<Value>, words: string, convert: (text: string) => unknown = (text) => text) =>
  (text: string): Reading<Value> => {
    const parsed = schema.safeParse(convert(text))
    return parsed.success ? { value: parsed.data } : { mistake: words }
  }

/** A number; nothing typed is not zero. */
export const toNumber = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text))

/** A number, or nothing. */
export const toNumberOrNull = (text: string): number | null => (text.trim() === '' ? null : Number(text))

/** A text, or nothing. */
export const toTextOrNull = (text: string): string | null => (text.trim() === '' ? null : text.trim())

/** The lines that say something. */
export const toLines = (text: string): string[] =>
  text
    .split(/[\n,]/)
    .map((line) => line.trim())
    .filter(Boolean)
