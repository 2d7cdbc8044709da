import { expect, test } from 'vitest'
import type { SenderQuestion } from '#shared/model/sender-verdict.ts'
import { judgeSender } from '#main/core/sources/verdict/judge-sender.ts'
import type { SenderAttempt } from '#main/core/sources/verdict/sender-attempt.ts'

/** An attempt of the event `evt_1`, so many seconds after the first. */
const attempt = (atSeconds: number, more: Partial<SenderAttempt> = {}): SenderAttempt => ({
  requestId: `req_${atSeconds}`,
  receivedAtMs: atSeconds * 1000,
  target: '/in/token',
  status: 503,
  reason: null,
  retryAfterMs: null,
  redirectTarget: null,
  eventId: 'evt_1',
  bodyHash: 'aa',
  signedAtSeconds: atSeconds,
  ...more,
})

const day = 86_400
const taken = { status: 200 }
const silent = { status: null, reason: 'script-silence' }
const slower = { status: 429, retryAfterMs: 10_000 }
const moved = { status: 307, redirectTarget: '/in/token?creel=followed' }

const stateOf = (question: SenderQuestion, attempts: readonly SenderAttempt[], nowSeconds: number) =>
  judgeSender(attempts, nowSeconds * 1000).find((one) => one.question === question)?.state

test.each<[SenderQuestion, 'good' | 'bad' | 'open', string, SenderAttempt[], number]>([
  ['tries-again', 'good', 'after a 5xx', [attempt(0), attempt(5, taken)], 10],
  ['tries-again', 'good', 'after silence', [attempt(0, silent), attempt(5, taken)], 10],
  ['tries-again', 'open', 'as long as it may still come', [attempt(0)], 60],
  ['tries-again', 'bad', 'when nothing came for more than an hour', [attempt(0)], day],
  ['tries-again', 'open', 'when nothing failed', [attempt(0, taken)], day],
  ['does-not-hurry', 'good', 'with growing waits', [attempt(0), attempt(5), attempt(35), attempt(335)], day],
  ['does-not-hurry', 'good', 'with equal waits and jitter', [attempt(0), attempt(12), attempt(20)], day],
  ['does-not-hurry', 'bad', 'with shrinking waits', [attempt(0), attempt(60), attempt(65)], day],
  ['does-not-hurry', 'bad', 'when it hammers', [attempt(0), attempt(0.1), attempt(0.3)], day],
  ['does-not-hurry', 'open', 'after two attempts', [attempt(0), attempt(5)], day],
  ['honours-retry-after', 'good', 'when it waited', [attempt(0, slower), attempt(10.2, taken)], 60],
  ['honours-retry-after', 'bad', 'when it came early', [attempt(0, slower), attempt(4, taken)], 60],
  ['honours-retry-after', 'open', 'when it has not come again', [attempt(0, slower)], 60],
  ['stops-at-success', 'good', 'when it did', [attempt(0), attempt(5, taken)], day],
  ['stops-at-success', 'bad', 'when it came again', [attempt(0, taken), attempt(5, taken)], day],
  ['stops-at-gone', 'good', 'when it is quiet', [attempt(0, { status: 410 })], day],
  ['stops-at-gone', 'open', 'just after', [attempt(0, { status: 410 })], 5],
  [
    'stops-at-gone',
    'bad',
    'when another event comes',
    [attempt(0, { status: 410 }), attempt(9, { eventId: 'b' })],
    day,
  ],
  ['follows-no-redirect', 'good', 'when it tries the same address', [attempt(0, moved), attempt(5, taken)], day],
  [
    'follows-no-redirect',
    'bad',
    'when it goes there',
    [attempt(0, moved), attempt(1, { target: '/in/token?creel=followed' })],
    day,
  ],
  ['keeps-id', 'good', 'when it is the same', [attempt(0), attempt(5)], day],
  ['keeps-id', 'bad', 'when the same body has another', [attempt(0), attempt(5, { eventId: 'evt_2' })], day],
  ['keeps-id', 'open', 'when there is none', [attempt(0, { eventId: null })], day],
  ['keeps-body', 'good', 'when it is the same', [attempt(0), attempt(5)], day],
  ['keeps-body', 'bad', 'when it changed', [attempt(0), attempt(5, { bodyHash: 'bb' })], day],
  ['signs-anew', 'good', 'when each has its time', [attempt(0), attempt(5)], day],
  ['signs-anew', 'bad', 'when the time is the old one', [attempt(0), attempt(5, { signedAtSeconds: 0 })], day],
  ['signs-anew', 'open', 'when no time is known', [attempt(0), attempt(5, { signedAtSeconds: null })], day],
  ['gives-up', 'good', 'when it is quiet for long', [attempt(0), attempt(5), attempt(35)], day],
  ['gives-up', 'open', 'when the next one may still come', [attempt(0), attempt(50), attempt(350)], 400],
  ['gives-up', 'bad', 'when it goes on and on', Array.from({ length: 60 }, (_, index) => attempt(index * 60)), day],
])('%s is %s %s', (question, state, _, attempts, nowSeconds) => {
  expect(stateOf(question, attempts, nowSeconds)).toBe(state)
})

test('of nothing nothing is said', () => {
  expect(new Set(judgeSender([], 0).map(({ state }) => state))).toEqual(new Set(['open']))
})

test('events without an id are told apart by their bodies', () => {
  const bare = { eventId: null, signedAtSeconds: null }
  const attempts = [
    attempt(0, bare),
    attempt(1, { ...bare, bodyHash: 'bb', ...taken }),
    attempt(5, { ...bare, ...taken }),
  ]
  expect(stateOf('tries-again', attempts, 60)).toBe('good')
  expect(stateOf('stops-at-success', attempts, 60)).toBe('good')
})
