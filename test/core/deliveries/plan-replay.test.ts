import { describe, expect, test } from 'vitest'
import { planReplay, replayUrl } from '#main/core/deliveries/plan-replay.ts'
import { capturedRequest } from '#test/support/captured-request.ts'

describe('the address of a replay', () => {
  test.each([
    ['http://localhost:3000', '', 'http://localhost:3000/'],
    ['http://localhost:3000/', '', 'http://localhost:3000/'],
    ['http://localhost:3000', '/orders?id=7', 'http://localhost:3000/orders?id=7'],
    ['http://localhost:3000/hook', '/orders', 'http://localhost:3000/hook/orders'],
    ['http://localhost:3000/hook/', '/orders', 'http://localhost:3000/hook/orders'],
    ['http://localhost:3000/hook/', '', 'http://localhost:3000/hook/'],
    ['http://localhost:3000/hook', '?id=7', 'http://localhost:3000/hook?id=7'],
    ['http://localhost:3000/hook?key=1', '/orders?id=7', 'http://localhost:3000/hook/orders?key=1&id=7'],
    ['http://localhost:3000/hook?key=1', '/orders', 'http://localhost:3000/hook/orders?key=1'],
    ['http://localhost:3000', '/a/../b/%zz//c', 'http://localhost:3000/a/../b/%zz//c'],
    ['http://localhost:3000', '/a#b?c', 'http://localhost:3000/a#b?c'],
    ['http://localhost:3000', '//evil.test/x', 'http://localhost:3000//evil.test/x'],
    ['http://localhost:3000', '/@evil.test:80', 'http://localhost:3000/@evil.test:80'],
    ['https://user:secret@example.test/hook', '/x', 'https://example.test/hook/x'],
  ])('%s and %j lead to %s', (target, path, expected) => {
    expect(replayUrl(target, path)).toBe(expected)
  })
})

test('what belongs to the hop is left out and named, what belongs to the message stays as it came', () => {
  const { request, droppedHeaders } = planReplay(
    capturedRequest({
      method: 'PUT',
      headers: [
        ['Host', 'creel.test'],
        ['x-a', '1'],
        ['Connection', 'close, X-Only-Here'],
        ['X-A', '2'],
        ['x-only-here', 'yes'],
        ['Transfer-Encoding', 'chunked'],
        ['Cookie', 'a=b'],
        ['x-a', '1'],
      ],
      trailers: [['X-Sum', '9']],
      body: 'abc',
    }),
    'http://localhost:3000',
  )
  expect(request).toEqual({
    method: 'PUT',
    url: 'http://localhost:3000/',
    headers: [
      ['x-a', '1'],
      ['X-A', '2'],
      ['Cookie', 'a=b'],
      ['x-a', '1'],
    ],
    body: Buffer.from('abc'),
  })
  expect(droppedHeaders).toEqual(['Host', 'Connection', 'x-only-here', 'Transfer-Encoding', 'X-Sum'])
})
