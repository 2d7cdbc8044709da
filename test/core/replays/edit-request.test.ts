import { describe, expect, test } from 'vitest'
import { editRequest, editedParts } from '#main/core/replays/edit-request.ts'
import { capturedRequest } from '#test/support/captured-request.ts'

const captured = capturedRequest({ path: '/a?b=1', headers: [['X-Odd', 'kept']], body: 'body' })

test('what is left out stays as it came', () => {
  expect(editRequest(captured, {})).toEqual(captured)
  expect(editRequest(captured, { method: undefined, body: Buffer.from('other') })).toEqual({
    ...captured,
    body: Buffer.from('other'),
  })
})

test('every part that differs is named, and none that does not', () => {
  expect(
    editedParts(captured, editRequest(captured, { body: Buffer.from('body'), headers: [['X-Odd', 'kept']] })),
  ).toEqual([])
  const all = { method: 'PUT', path: '/c', headers: [['x-odd', 'kept']] as [string, string][], body: Buffer.from('') }
  expect(editedParts(captured, editRequest(captured, all))).toEqual(['method', 'path', 'headers', 'body'])
})

describe('what HTTP cannot carry is refused with the field', () => {
  test.each([
    ['method', { method: 'PO ST' }],
    ['method', { method: '' }],
    ['method', { method: 'CONNECT' }],
    ['path', { path: 'no-slash' }],
    ['path', { path: '/a b' }],
    ['path', { path: '/wörld' }],
    ['path', { path: '/a\r\nX: y' }],
    [
      'headers.1',
      {
        headers: [
          ['A', 'b'],
          ['No colon:', 'x'],
        ] as [string, string][],
      },
    ],
    ['headers.0', { headers: [['A', 'b\r\nC: d']] as [string, string][] }],
    ['headers.0', { headers: [['A', '€']] as [string, string][] }],
  ])('%s: %j', (path, edits) => {
    expect(() => editRequest(captured, edits)).toThrow(
      expect.objectContaining({ code: 'bad-input', errors: [expect.objectContaining({ path })] }),
    )
  })
})
