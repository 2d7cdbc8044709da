import type { HeaderPairs } from '#shared/model/header-pairs.ts'
import { valueOf } from '#shared/model/header-pairs.ts'

/** One part of a multipart body; `bytes` is a view on the body. */
export type BodyPart = {
  name: string | null
  fileName: string | null
  contentType: string | null
  headers: HeaderPairs
  bytes: Uint8Array
}

const maxParts = 200

/** Takes a multipart body apart. What stands before the first and after the last boundary is left out (RFC 2046). */
export function splitMultipart(bytes: Uint8Array, boundary: string): BodyPart[] {
  const letters = new TextDecoder('latin1').decode(bytes)
  const delimiter = `--${boundary}`
  const parts: BodyPart[] = []
  let at = letters.indexOf(delimiter)
  while (at !== -1 && !letters.startsWith('--', at + delimiter.length) && parts.length < maxParts) {
    const start = letters.indexOf('\n', at) + 1
    const next = letters.indexOf(`\n${delimiter}`, start - 1)
    if (start === 0 || next === -1) break
    const end = letters.charAt(next - 1) === '\r' ? next - 1 : next
    parts.push(readPart(bytes, letters, { start, end: Math.max(start, end) }))
    at = next + 1
  }
  return parts
}

function readPart(bytes: Uint8Array, letters: string, { start, end }: { start: number; end: number }): BodyPart {
  const blank = /\r?\n\r?\n/g
  blank.lastIndex = start
  const gap = blank.exec(letters)
  const hasHead = gap !== null && gap.index < end
  const head = hasHead ? letters.slice(start, gap.index) : ''
  const headers = head
    .split(/\r?\n/)
    .filter((line) => line.includes(':'))
    .map(headerPair)
  const disposition = valueOf(headers, 'content-disposition') ?? ''
  return {
    name: parameter(disposition, 'name'),
    fileName: parameter(disposition, 'filename'),
    contentType: valueOf(headers, 'content-type') ?? null,
    headers,
    bytes: bytes.subarray(hasHead ? Math.min(gap.index + gap[0].length, end) : start, end),
  }
}

function headerPair(line: string): [string, string] {
  const colon = line.indexOf(':')
  return [line.slice(0, colon), line.slice(colon + 1).trim()]
}

function parameter(disposition: string, name: string): string | null {
  const found = new RegExp(`;\\s*${name}="((?:[^"\\\\]|\\\\.)*)"`, 'i').exec(disposition)
  return found?.[1]?.replaceAll(/\\(.)/g, '$1') ?? null
}
