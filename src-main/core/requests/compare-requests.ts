import { compareHeads } from '#shared/compare/compare-heads.ts'
import { compareLines } from './compare-lines.ts'
import { comparableText } from '#shared/compare/comparable-text.ts'
import type { Comparison, Hunk } from '#shared/model/comparison.ts'
import type { CapturedRequest } from './captured-request.ts'

/** A longer body would hold up those who send meanwhile. */
const bytesAtMost = 1_000_000
const linesAtMost = 2000

export type IdentifiedRequest = { id: string; request: CapturedRequest }

/** What differs between two requests, from the one to the other. */
export function compareRequests(
  before: IdentifiedRequest,
  after: IdentifiedRequest,
  ignoresOrder: boolean,
): Comparison {
  const head = compareHeads(before.request, after.request)
  const body = compareBodies(before.request.body, after.request.body, ignoresOrder)
  return { before: before.id, after: after.id, isEqual: head.length === 0 && body.isEqual, head, body }
}

function compareBodies(before: Uint8Array, after: Uint8Array, ignoresOrder: boolean): Comparison['body'] {
  const sizes = { beforeBytes: before.length, afterBytes: after.length }
  const texts = [readText(before), readText(after)] as const
  if (texts[0] === null || texts[1] === null) {
    const isEqual = Buffer.compare(before, after) === 0
    return { ...sizes, isEqual, comparedAs: 'bytes', hunks: [], isCut: false }
  }
  const [old, fresh] = [comparableText(texts[0], ignoresOrder), comparableText(texts[1], ignoresOrder)]
  const comparedAs = old.isJson || fresh.isJson ? 'json' : 'text'
  return { ...sizes, isEqual: old.text === fresh.text, comparedAs, ...cut(compareLines(old.text, fresh.text)) }
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function readText(body: Uint8Array): string | null {
  if (body.length > bytesAtMost) return null
  try {
    return strict.decode(body)
  } catch {
    // Not UTF-8: there are no lines in it to be compared.
    return null
  }
}

function cut(hunks: readonly Hunk[]): { hunks: Hunk[]; isCut: boolean } {
  const kept: Hunk[] = []
  let left = linesAtMost
  for (const hunk of hunks) {
    if (left === 0) return { hunks: kept, isCut: true }
    kept.push({ ...hunk, lines: hunk.lines.slice(0, left) })
    if (hunk.lines.length > left) return { hunks: kept, isCut: true }
    left -= hunk.lines.length
  }
  return { hunks: kept, isCut: false }
}
