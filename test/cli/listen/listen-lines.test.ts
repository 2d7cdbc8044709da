import { expect, test } from 'vitest'
import type { RequestEvent } from '#main/cli/listen/listen-events.ts'
import { tellListening } from '#main/cli/listen/listen-lines.ts'

const answered: RequestEvent = {
  kind: 'request',
  id: 'req_1',
  receivedAt: '2026-11-23T14:31:02.418Z',
  method: 'POST',
  path: '/orders',
  event: 'invoice.paid',
  verification: 'verified',
  outcome: 'answered',
  status: 200,
  answeredStatus: 200,
  ms: 12,
  isReplay: false,
  problem: null,
}

const line = (changes: Partial<RequestEvent>): string =>
  tellListening({ ...answered, ...changes }).slice('14:31:02'.length)

test('a request is one line: method, path, status, time, signature, event', () => {
  expect(line({})).toBe('  POST     /orders                       200       12 ms  verified    invoice.paid')
})

test.each<[string, Partial<RequestEvent>, string]>([
  ['another answer than the app’s', { status: 500, answeredStatus: 200 }, 'the sender got 200'],
  ['that it was sent again', { isReplay: true, answeredStatus: 202 }, 'sent again'],
  ['that it waits', { outcome: 'waiting', ms: null }, 'waits for the app'],
  ['why it was refused', { outcome: 'refused', status: 401, problem: 'signature' }, 'refused: signature'],
  ['why it was not delivered', { outcome: 'undelivered', status: null, problem: 'Broken.' }, 'not delivered: Broken.'],
])('%s is told', (_what, changes, words) => {
  expect(line(changes)).toContain(words)
})

test('an answer to something that was sent again is not compared with what its sender got', () => {
  expect(line({ isReplay: true, answeredStatus: 202 })).not.toContain('the sender got')
})

test('what a stranger sent stays on its line', () => {
  expect(line({ path: '/a\nb', event: 'x\ny' }).split('\n')).toHaveLength(1)
})

test('a changed address is told with both', () => {
  const told = tellListening({ kind: 'address-changed', from: 'https://a.test', to: 'https://b.test' })
  expect(told).toContain('Old  https://a.test')
  expect(told).toContain('New  https://b.test')
})
