import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Hunk } from '#shared/model/comparison.ts'
import { compareLines } from '#main/core/requests/compare-lines.ts'

const told = (before: string, after: string) =>
  compareLines(before, after).map(({ beforeLine, afterLine, lines }) => ({
    at: `${beforeLine}/${afterLine}`,
    lines: lines.map(({ kind, text }) => `${{ same: ' ', removed: '-', added: '+' }[kind]}${text}`),
  }))

const numbered = (count: number): string[] => Array.from({ length: count }, (_, index) => `line ${index + 1}`)

test('equal texts have no hunk', () => {
  expect(compareLines('a\nb', 'a\nb')).toEqual([])
  expect(compareLines('', '')).toEqual([])
})

test('a changed line stands with three that are alike before and after', () => {
  expect(told(numbered(12).join('\n'), numbered(12).with(5, 'other').join('\n'))).toEqual([
    { at: '3/3', lines: [' line 3', ' line 4', ' line 5', '-line 6', '+other', ' line 7', ' line 8', ' line 9'] },
  ])
})

test('changes that lie far apart are hunks of their own, with their places on both sides', () => {
  const before = numbered(30)
  const after = before.with(20, 'other').toSpliced(1, 0, 'more')
  expect(told(before.join('\n'), after.join('\n')).map(({ at }) => at)).toEqual(['1/1', '18/19'])
})

test('few lines are moved, not all replaced', () => {
  expect(
    told('a\nb\nc\na\nb\nb\na', 'c\nb\na\nb\na\nc')[0]?.lines.filter((line) => !line.startsWith(' ')),
  ).toHaveLength(5)
})

test('the hunks lead from the one text to the other, wherever they lie', () => {
  const text = fc
    .array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 40 })
    .map((lines) => lines.join('\n'))
  fc.assert(
    fc.property(text, text, (before, after) => {
      expect(applyHunks(before.split('\n'), compareLines(before, after)).join('\n')).toBe(after)
    }),
  )
})

function applyHunks(before: readonly string[], hunks: readonly Hunk[]): string[] {
  const after: string[] = []
  let at = 0
  for (const { beforeLine, afterLine, lines } of hunks) {
    after.push(...before.slice(at, beforeLine - 1))
    expect(after).toHaveLength(afterLine - 1)
    after.push(...lines.filter(({ kind }) => kind !== 'removed').map((line) => line.text))
    const old = lines.filter(({ kind }) => kind !== 'added').map((line) => line.text)
    expect(old).toEqual(before.slice(beforeLine - 1, beforeLine - 1 + old.length))
    at = beforeLine - 1 + old.length
  }
  return [...after, ...before.slice(at)]
}

test('texts that have nothing in common end at once, as one replaced by the other', () => {
  const [before, after] = [numbered(5000), numbered(5000).map((line) => `${line}!`)]
  const lines = compareLines(before.join('\n'), after.join('\n')).flatMap((hunk) => hunk.lines)
  expect(lines.map(({ kind }) => kind)).toEqual([...before.map(() => 'removed'), ...after.map(() => 'added')])
})
