import { diffArrays } from 'diff'
import type { ComparedLine, Hunk } from '#shared/model/comparison.ts'

const contextLines = 3
/** Texts that differ more than this are told as one replaced by the other: the search grows with the square of it. */
const editsAtMost = 400

/** The lines in which two texts differ, each with a few that are alike around it, in as few changes as there can be. */
export const compareLines = (before: string, after: string): Hunk[] =>
  toHunks(findChanges(linesOf(before), linesOf(after)))

const linesOf = (text: string): string[] => (text === '' ? [] : text.split('\n'))

function findChanges(old: string[], fresh: string[]): ComparedLine[] {
  const changes = diffArrays(old, fresh, { maxEditLength: editsAtMost }) ?? [
    { value: old, removed: true, added: false },
    { value: fresh, removed: false, added: true },
  ]
  return changes.flatMap(({ value, removed, added }) => {
    const kind = removed ? 'removed' : added ? 'added' : 'same'
    return value.map((text): ComparedLine => ({ kind, text }))
  })
}

function toHunks(lines: readonly ComparedLine[]): Hunk[] {
  const hunks: Hunk[] = []
  let [beforeLine, afterLine, lastShown] = [1, 1, -1]
  const isShown = shownLines(lines)
  for (const [index, line] of lines.entries()) {
    if (isShown[index]) {
      if (lastShown !== index - 1 || hunks.length === 0) hunks.push({ beforeLine, afterLine, lines: [] })
      hunks.at(-1)?.lines.push(line)
      lastShown = index
    }
    if (line.kind !== 'added') beforeLine += 1
    if (line.kind !== 'removed') afterLine += 1
  }
  return hunks
}

function shownLines(lines: readonly ComparedLine[]): boolean[] {
  const isShown = lines.map(() => false)
  for (const [index, { kind }] of lines.entries()) {
    if (kind !== 'same') isShown.fill(true, Math.max(0, index - contextLines), index + contextLines + 1)
  }
  return isShown
}
