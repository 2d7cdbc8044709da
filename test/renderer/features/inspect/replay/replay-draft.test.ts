import { describe, expect, test } from 'vitest'
import { readEditableBody } from '#renderer/features/inspect/replay/editable-body.ts'
import { parseHeaderLines, printHeaderLines } from '#renderer/features/inspect/replay/header-lines.ts'
import type { ReplayDraft } from '#renderer/features/inspect/replay/replay-draft.ts'
import { changedParts, countChanges, editsOf } from '#renderer/features/inspect/replay/replay-draft.ts'

const original: ReplayDraft = { method: 'POST', path: '/a', headers: 'X-A: 1\nx-a: 2', body: '{}' }

test('only what was touched is sent otherwise', () => {
  expect(editsOf(original, original)).toEqual({})
  expect(editsOf({ ...original, body: '' }, original)).toEqual({ body: '' })
  const all = { method: 'PUT', path: '?b', headers: 'X-B: c: d', body: 'x' }
  expect(editsOf(all, original)).toEqual({ method: 'PUT', path: '?b', headers: [['X-B', 'c: d']], body: 'x' })
  expect(changedParts(all, original)).toEqual(['method', 'path', 'headers', 'body'])
  expect(editsOf({ ...original, body: null }, { ...original, body: null })).toEqual({})
  expect(() => editsOf({ ...original, headers: 'A: b\nno colon' }, original)).toThrow('Line 2 of the headers')
})

describe('headers as lines', () => {
  test('are read back in order, case and number, without those of the hop', () => {
    const headers = [
      ['X-Twice', '1'],
      ['Host', 'a'],
      ['x-TWICE', 'a: b'],
      ['Empty', ''],
      ['Content-Length', '2'],
    ] as const
    const text = printHeaderLines(headers)
    expect(text).toBe('X-Twice: 1\nx-TWICE: a: b\nEmpty: ')
    expect(parseHeaderLines(`${text}\r\n\n`)).toEqual({
      kind: 'headers',
      headers: [
        ['X-Twice', '1'],
        ['x-TWICE', 'a: b'],
        ['Empty', ''],
      ],
    })
  })

  test.each(['no colon', ': no name'])('“%s” is none', (line) => {
    expect(parseHeaderLines(line)).toMatchObject({ kind: 'mistake' })
  })
})

test.each([
  ['a\nb', 'a\nb', 0],
  ['a\nb', 'a\nc', 1],
  ['a\nb', 'b\na', 0],
  ['a', 'a\na\na', 2],
  ['a\nb\nc', 'a', 2],
])('from %j to %j are %i changes', (before, after, count) => {
  expect(countChanges(before, after)).toBe(count)
})

describe('a body', () => {
  const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
  test.each(['', 'plain', 'wörld 🎣', '\ufeffwith a mark', 'a\r\nb\r\n'])(
    '%j is edited as text, its bytes exact',
    (text) => {
      const body = readEditableBody(bytes(text), undefined)
      expect(body).toEqual({ kind: 'text', text, note: null })
      expect(body.kind === 'text' && bytes(body.text)).toEqual(bytes(text))
    },
  )

  test('with different line ends says what editing does', () => {
    for (const text of ['a\r\nb\nc', 'a\rb']) {
      expect(readEditableBody(bytes(text), undefined)).toMatchObject({
        kind: 'text',
        note: expect.stringContaining('end'),
      })
    }
  })

  test.each([
    ['not UTF-8', Uint8Array.of(0xc3, 0x28), undefined],
    ['not text', Uint8Array.of(65, 0, 66), undefined],
    ['compressed', bytes('x'), 'gzip'],
    ['too long', new Uint8Array(5_000_001).fill(65), undefined],
  ])('that is %s goes out as it came', (_, body, encoding) => {
    expect(readEditableBody(body, encoding)).toMatchObject({ kind: 'fixed' })
  })
})
