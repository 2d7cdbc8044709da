import type { CallOf } from '#shared/contract/operations.ts'
import { parseHeaderLines } from './header-lines.ts'

/** A request as it is written for its replay; `body` is null where it is not text and goes out as it came. */
export type ReplayDraft = { method: string; path: string; headers: string; body: string | null }

export type DraftPart = keyof ReplayDraft

export type RequestEdits = Pick<CallOf<'requests.replay'>, 'method' | 'path' | 'headers' | 'body'>

const parts: readonly DraftPart[] = ['method', 'path', 'headers', 'body']

/** The parts in which a draft differs from what came. */
export const changedParts = (draft: ReplayDraft, original: ReplayDraft): DraftPart[] =>
  parts.filter((part) => draft[part] !== original[part])

/** What is to be sent otherwise than it came: what was not touched is left out and stays to the byte. Throws in words. */
export function editsOf(draft: ReplayDraft, original: ReplayDraft): RequestEdits {
  const changed = new Set(changedParts(draft, original))
  const edits: RequestEdits = {}
  if (changed.has('method')) edits.method = draft.method
  if (changed.has('path')) edits.path = draft.path
  if (changed.has('body') && draft.body !== null) edits.body = draft.body
  if (changed.has('headers')) {
    const lines = parseHeaderLines(draft.headers)
    if (lines.kind === 'mistake') throw new Error(lines.message)
    edits.headers = lines.headers
  }
  return edits
}

/** How many lines were changed: those that came or those that went, whichever are more. */
export function countChanges(before: string, after: string): number {
  if (before === after) return 0
  const left = linesOf(before)
  let added = 0
  for (const line of after.split('\n')) {
    const count = left.get(line) ?? 0
    if (count > 0) left.set(line, count - 1)
    else added += 1
  }
  const removed = [...left.values()].reduce((sum, count) => sum + count, 0)
  return Math.max(added, removed)
}

function linesOf(text: string): Map<string, number> {
  const lines = new Map<string, number>()
  for (const line of text.split('\n')) lines.set(line, (lines.get(line) ?? 0) + 1)
  return lines
}
