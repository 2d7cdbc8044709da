import { expect, test } from 'vitest'
import { compareHeads } from '#shared/compare/compare-heads.ts'

const head = { method: 'POST', path: '/orders?x=1&y=2', headers: [['Content-Type', 'text/plain']] as const }

test('heads that differ in the case of a header name and the place of another are alike', () => {
  const before = { ...head, headers: [...head.headers, ['X-A', '1']] as const }
  const after = {
    ...head,
    headers: [
      ['x-a', '1'],
      ['content-type', 'text/plain'],
    ] as const,
  }
  expect(compareHeads(before, after)).toEqual([])
})

test('method, path, parameters and headers are told one by one, with all values of a name in order', () => {
  const before = {
    ...head,
    headers: [
      ['X-A', '1'],
      ['X-A', '2'],
    ] as const,
  }
  const after = {
    method: 'PUT',
    path: '/paid?x=1&z=a%20b',
    headers: [
      ['X-A', '2'],
      ['X-A', '1'],
    ] as const,
  }
  expect(compareHeads(before, after)).toEqual([
    { part: 'method', name: null, before: ['POST'], after: ['PUT'] },
    { part: 'path', name: null, before: ['/orders'], after: ['/paid'] },
    { part: 'query', name: 'y', before: ['2'], after: [] },
    { part: 'query', name: 'z', before: [], after: ['a b'] },
    { part: 'header', name: 'x-a', before: ['1', '2'], after: ['2', '1'] },
  ])
})

test.each([
  ['order', '/?a=1&b=2', '/?b=2&a=1'],
  ['spelling', '/?a=%41', '/?a=A'],
])('queries with the same parameters that differ in their %s are told whole', (_in, before, after) => {
  expect(compareHeads({ ...head, path: before }, { ...head, path: after })).toEqual([
    { part: 'query', name: null, before: [before.slice(2)], after: [after.slice(2)] },
  ])
})

test('an empty path is the path /', () => {
  expect(compareHeads({ ...head, path: '' }, { ...head, path: '/' })).toEqual([])
})
