import type { ComparedLine, Hunk } from '#shared/model/comparison.ts'

const contextLines = 3
/** Texts that differ more than this are told as one replaced by the other: the search grows with the square of it. */
const editsAtMost = 400

/**
 * The lines in which two texts differ, each with a few that are alike around it, in as few changes as there can be
 * (E. W. Myers, “An O(ND) Difference Algorithm and Its Variations”, 1986).
 */
export function compareLines(before: string, after: string): Hunk[] {
  const [old, fresh] = [linesOf(before), linesOf(after)]
  const head = countAlike(old, fresh)
  const tail = countAlike(old.slice(head).reverse(), fresh.slice(head).reverse())
  const middle = compareMiddle(old.slice(head, old.length - tail), fresh.slice(head, fresh.length - tail))
  const same = (lines: string[]): ComparedLine[] => lines.map((text) => ({ kind: 'same', text }))
  return toHunks([...same(old.slice(0, head)), ...middle, ...same(old.slice(old.length - tail))])
}

const linesOf = (text: string): string[] => (text === '' ? [] : text.split('\n'))

function countAlike(one: readonly string[], other: readonly string[]): number {
  const differs = one.findIndex((line, index) => index >= other.length || line !== other[index])
  return differs === -1 ? one.length : differs
}

function compareMiddle(old: string[], fresh: string[]): ComparedLine[] {
  const trace = findEdits(old, fresh)
  if (trace !== null) return walkBack(old, fresh, trace)
  return [
    ...old.map((text): ComparedLine => ({ kind: 'removed', text })),
    ...fresh.map((text): ComparedLine => ({ kind: 'added', text })),
  ]
}

type Furthest = Map<number, number>

/** How far each diagonal reaches after each number of edits, up to the end of both; null where that is too many. */
function findEdits(old: string[], fresh: string[]): Furthest[] | null {
  const trace: Furthest[] = []
  let reached: Furthest = new Map([[1, 0]])
  for (let edits = 0; edits <= Math.min(old.length + fresh.length, editsAtMost); edits += 1) {
    trace.push(reached)
    const next: Furthest = new Map()
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      let at = isDown(reached, diagonal, edits) ? reach(reached, diagonal + 1) : reach(reached, diagonal - 1) + 1
      while (at < old.length && at - diagonal < fresh.length && old[at] === fresh[at - diagonal]) at += 1
      next.set(diagonal, at)
      if (at >= old.length && at - diagonal >= fresh.length) return trace
    }
    reached = next
  }
  return null
}

const reach = (reached: Furthest, diagonal: number): number => reached.get(diagonal) ?? 0

const isDown = (reached: Furthest, diagonal: number, edits: number): boolean =>
  diagonal === -edits || (diagonal !== edits && reach(reached, diagonal - 1) < reach(reached, diagonal + 1))

function walkBack(old: string[], fresh: string[], trace: Furthest[]): ComparedLine[] {
  const lines: ComparedLine[] = []
  let [at, to] = [old.length, fresh.length]
  const takeSame = (until: number): void => {
    while (at > until) {
      lines.push({ kind: 'same', text: old[at - 1] ?? '' })
      at -= 1
      to -= 1
    }
  }
  for (const [edits, reached] of [...trace.entries()].reverse()) {
    if (edits === 0) break
    const diagonal = at - to
    const isAdded = isDown(reached, diagonal, edits)
    const from = reach(reached, isAdded ? diagonal + 1 : diagonal - 1)
    takeSame(isAdded ? from : from + 1)
    if (isAdded) lines.push({ kind: 'added', text: fresh[(to -= 1)] ?? '' })
    else lines.push({ kind: 'removed', text: old[(at -= 1)] ?? '' })
  }
  takeSame(0)
  return lines.reverse()
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
