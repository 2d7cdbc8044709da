import type { HeaderPairs } from '#shared/model/header-pairs.ts'
import { hopHeaders } from '#shared/model/header-pairs.ts'

/** Headers as text to edit, a line each; those of the hop are set anew by the next one and left out. */
export const printHeaderLines = (headers: HeaderPairs): string =>
  headers
    .filter(([name]) => !hopHeaders.has(name.toLowerCase()))
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n')

/** The headers of a text, or what is wrong with it, in words. */
export type HeaderLines = { kind: 'headers'; headers: [string, string][] } | { kind: 'mistake'; message: string }

/** Reads header lines back: `printHeaderLines` of the result is the same text, but for empty lines and spaces around. */
export function parseHeaderLines(text: string): HeaderLines {
  const headers: [string, string][] = []
  for (const [index, line] of text.split(/\r\n|\r|\n/).entries()) {
    if (line.trim() === '') continue
    const colon = line.indexOf(':')
    const name = line.slice(0, colon).trim()
    if (colon === -1 || name === '') {
      return { kind: 'mistake', message: `Line ${index + 1} of the headers is not “Name: value”.` }
    }
    headers.push([name, line.slice(colon + 1).trim()])
  }
  return { kind: 'headers', headers }
}
