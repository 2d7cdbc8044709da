import { describe, expect, test } from 'vitest'
import { lineNodes } from '#renderer/features/inspect/detail/line-nodes.ts'
import type { Delivery } from '#shared/model/delivery.ts'
import { relayRules } from '#shared/model/forwarding.ts'
import type { Request } from '#shared/model/request.ts'
import type { RunRow, RunState } from '#shared/model/run.ts'
import { buildAttempt, buildDelivery, buildRequest } from '#test/support/build-model.ts'

const now = new Date(2026, 10, 17, 14, 32, 8)
const receivedAt = new Date(2026, 10, 17, 14, 31, 2, 418).toISOString()
const storyOf = (request: Request, deliveries: readonly Delivery[] = [], runs: readonly RunRow[] = []): string[] =>
  lineNodes(request, { runs, deliveries }, now).map(({ tone, title, detail }) => `${tone}: ${title}, ${detail}`)

test('a verified and answered request tells its way', () => {
  const request = buildRequest({
    receivedAt,
    provider: 'stripe',
    verification: { state: 'verified', reason: null, secretId: null, skewSeconds: 2 },
    reply: { status: 200, headers: [], body: '', rule: null },
    timing: { bodyMs: 1, checkMs: 1, commitMs: 9, totalMs: 12 },
  })
  expect(storyOf(request)).toEqual([
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
  expect(storyOf(request).slice(1)).toEqual(['bad: Not verified, The timestamp is too old', 'bad: Refused, 401'])
})

test('a missing secret is offered where it is missed', () => {
  const verification = { state: 'skipped', reason: 'no-secret', secretId: null, skewSeconds: null } as const
  expect(lineNodes(buildRequest({ verification }), { runs: [], deliveries: [] }, now)[1]).toMatchObject({
    detail: 'Add secret',
    tab: 'signature',
  })
})

test('a malformed request has no signature to speak of', () => {
  const request = buildRequest({ state: 'malformed', reason: 'The header line is too long', status: null, reply: null })
  expect(storyOf(request)).toEqual([
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
    expect(storyOf(inTime, [relayed]).at(-1)).toBe('ok: Relayed, 201 in 1.5 s')
    expect(storyOf(late, [relayed]).at(-1)).toBe('bad: Answered too late, 201 in 1.5 s, the sender got the stand-in')
  })

  test('a sender that still waits has not been left without an answer', () => {
    const waiting = buildRequest({ reply: null, status: null })
    const relaying = buildDelivery({ kind: 'relay', state: 'sending' })
    expect(storyOf(waiting, [relaying]).slice(-2)).toEqual([
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
  expect(storyOf(buildRequest({}), [delivered]).at(-1)).toBe('ok: Replayed, 200 in 84 ms')
  expect(storyOf(buildRequest({}), [failed, delivered]).at(-1)).toBe(
    'bad: Replay failed, connection refused in 1 ms · 2 deliveries',
  )
})

describe('with triggers', () => {
  const ran = (state: RunState, triggerName: string): RunRow => ({
    id: 'run_01',
    workspaceId: 'wsp_01',
    triggerId: 'trg_01',
    triggerName,
    triggerVersion: 1,
    eventId: 'evt_01',
    eventType: 'github.push',
    requestId: 'req_01',
    state,
    stopped: null,
    reason: null,
    depth: 0,
    createdAt: receivedAt,
    endedAt: null,
  })
  const stationOf = (...runs: RunRow[]): string | undefined => storyOf(buildRequest({}), [], runs).at(-1)

  test('one that took it is named, several are counted', () => {
    expect(stationOf(ran('succeeded', 'Deploy'))).toBe('ok: Matched, Deploy')
    expect(stationOf(ran('succeeded', 'Deploy'), ran('succeeded', 'Tell'))).toBe('ok: Matched, 2 triggers')
    expect(stationOf(ran('running', 'Deploy'), ran('succeeded', 'Tell'))).toBe('busy: Running, 2 triggers')
  })

  test('the one that failed is named before those that did not', () => {
    expect(stationOf(ran('succeeded', 'Deploy'), ran('partly', 'Tell'))).toBe('bad: Trigger failed, Tell')
    expect(stationOf(ran('stopped', 'Deploy'))).toBe('bad: Trigger failed, Deploy')
  })
})
