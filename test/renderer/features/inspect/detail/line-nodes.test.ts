import { describe, expect, test } from 'vitest'
import { lineNodes } from '#renderer/features/inspect/detail/line-nodes.ts'
import { relayRules } from '#shared/model/forwarding.ts'
import { buildAttempt, buildDelivery, buildRequest } from '#test/support/build-model.ts'

const now = new Date(2026, 10, 17, 14, 32, 8)
const receivedAt = new Date(2026, 10, 17, 14, 31, 2, 418).toISOString()
const storyOf = (...args: Parameters<typeof lineNodes>): string[] =>
  lineNodes(...args).map(({ tone, title, detail }) => `${tone}: ${title}, ${detail}`)

test('a verified and answered request tells its way', () => {
  const request = buildRequest({
    receivedAt,
    provider: 'stripe',
    verification: { state: 'verified', reason: null, secretId: null, skewSeconds: 2 },
    reply: { status: 200, headers: [], body: '', rule: null },
    timing: { bodyMs: 1, checkMs: 1, commitMs: 9, totalMs: 12 },
  })
  expect(storyOf(request, [], now)).toEqual([
    'ok: Received, 14:31:02.418',
    'ok: Verified, Stripe, 2 s skew',
    'ok: Answered, 200 in 12 ms',
  ])
})

test('a refused request says why it was not verified', () => {
  const request = buildRequest({
    receivedAt,
    state: 'refused',
    verification: { state: 'failed', reason: 'timestamp-too-old', secretId: null, skewSeconds: 540 },
    reply: { status: 401, headers: [], body: '', rule: null },
    timing: null,
  })
  expect(storyOf(request, [], now).slice(1)).toEqual([
    'bad: Not verified, The timestamp is too old',
    'bad: Refused, 401',
  ])
})

test('a missing secret is offered where it is missed', () => {
  const verification = { state: 'skipped', reason: 'no-secret', secretId: null, skewSeconds: null } as const
  expect(lineNodes(buildRequest({ verification }), [], now)[1]).toMatchObject({
    detail: 'Add secret',
    tab: 'signature',
  })
})

test('a malformed request has no signature to speak of', () => {
  const request = buildRequest({ state: 'malformed', reason: 'The header line is too long', status: null, reply: null })
  expect(storyOf(request, [], now)).toEqual([
    'bad: Malformed, The header line is too long',
    'bad: Not answered, The header line is too long',
  ])
})

describe('in a relay', () => {
  const answered = { status: 200, headers: [], body: '' }

  test('an answer that came too late is told apart from one in time', () => {
    const relayed = buildDelivery({
      kind: 'relay',
      state: 'delivered',
      attempts: [buildAttempt({ status: 201, totalMs: 1500 })],
    })
    const inTime = buildRequest({ reply: { ...answered, rule: relayRules.app } })
    const late = buildRequest({ reply: { ...answered, rule: relayRules['stand-in'] } })
    expect(storyOf(inTime, [relayed], now).at(-1)).toBe('ok: Relayed, 201 in 1.5 s')
    expect(storyOf(late, [relayed], now).at(-1)).toBe(
      'bad: Answered too late, 201 in 1.5 s, the sender got the stand-in',
    )
  })

  test('a sender that still waits has not been left without an answer', () => {
    const waiting = buildRequest({ reply: null, status: null })
    const relaying = buildDelivery({ kind: 'relay', state: 'sending' })
    expect(storyOf(waiting, [relaying], now).slice(-2)).toEqual([
      'busy: Answering, The sender waits for the app',
      expect.stringContaining('busy: Relaying'),
    ])
  })
})

test('the newest replay ends the line', () => {
  const delivered = buildDelivery({ state: 'delivered', attempts: [buildAttempt({ status: 200, totalMs: 84 })] })
  const failed = buildDelivery({
    state: 'dead_letter',
    attempts: [buildAttempt({ error: 'connection refused', totalMs: 1 })],
  })
  expect(storyOf(buildRequest({}), [delivered], now).at(-1)).toBe('ok: Replayed, 200 in 84 ms')
  expect(storyOf(buildRequest({}), [failed, delivered], now).at(-1)).toBe(
    'bad: Replay failed, connection refused in 1 ms · 2 deliveries',
  )
})
