import { formatJson } from '#shared/json/format-json.ts'

/** A text as it is compared: JSON a value a line, all else as it came. */
export type ComparableText = { text: string; isJson: boolean }

/** Makes a text ready to be compared; `ignoresOrder` sorts the keys of JSON, whose order means nothing. */
export function comparableText(text: string, ignoresOrder: boolean): ComparableText {
  if (!/^\s*[[{]/.test(text)) return { text, isJson: false }
  try {
    return { text: formatJson(text, { sortKeys: ignoresOrder }).text, isJson: true }
  } catch {
    // Not JSON after all: compared as it came.
    return { text, isJson: false }
  }
}
