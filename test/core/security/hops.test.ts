import { expect, test } from 'vitest'
import type { HeaderPairs } from '#shared/model/header-pairs.ts'
import type { SendRequest } from '#main/core/ports.ts'
import { countHops, hopsOf } from '#main/core/security/hops.ts'

test.each<{ headers: HeaderPairs; hops: number }>([
  { headers: [], hops: 0 },
  { headers: [['Creel-Hops', '1']], hops: 1 },
  {
    headers: [
      ['creel-hops', '2'],
      ['CREEL-HOPS', '3'],
    ],
    hops: 3,
  },
  { headers: [['Creel-Hops', 'many']], hops: 0 },
  { headers: [['Creel-Hops', '-4']], hops: 0 },
  { headers: [['Creel-Hops', '99999999']], hops: 0 },
])('$headers have gone $hops hops', ({ headers, hops }) => {
  expect(hopsOf(headers)).toBe(hops)
})

test('what is sent counts one hop more, once, behind all other headers', async () => {
  const sent: HeaderPairs[] = []
  const send: SendRequest = async ({ headers }) => {
    sent.push(headers)
    return { kind: 'failed', code: 'x', message: 'x', timing: { connectMs: null, firstByteMs: null, totalMs: 0 } }
  }
  const options = { timeoutMs: 1, keepBytes: 1, signal: new AbortController().signal }
  const headers = [
    ['creel-hops', '2'],
    ['X-A', '1'],
    ['Creel-Hops', '1'],
  ] as const
  await countHops(send)({ method: 'POST', url: 'http://x/', headers, body: new Uint8Array(0) }, options)
  expect(sent).toEqual([
    [
      ['X-A', '1'],
      ['Creel-Hops', '3'],
    ],
  ])
})
