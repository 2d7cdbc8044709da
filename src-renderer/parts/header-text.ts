import type { HeaderPairs } from '#shared/model/header-pairs.ts'

/** Header pairs as text to type in: one on a line, `Name: value`. */
export const printHeaderText = (headers: HeaderPairs): string =>
  headers.map(([name, value]) => `${name}: ${value}`).join('\n')

/** Reads header pairs from text; null where a line has no colon. Empty lines are left out. */
export function readHeaderText(text: string): [string, string][] | null {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  if (lines.some((line) => line.indexOf(':') < 1)) return null
  return lines.map((line) => {
    const colon = line.indexOf(':')
    return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()]
  })
}
