import { describe, expect, test } from 'vitest'
import { readEvent } from '#main/core/events/read-event.ts'
import { capturedRequest } from '#test/support/captured-request.ts'

const githubEvent = (event: string, json: unknown) =>
  readEvent(capturedRequest({ headers: { 'X-GitHub-Event': event, 'X-GitHub-Delivery': '72d3162e' }, json }), 'github')

describe('GitHub', () => {
  const pull = { number: 1482, title: 'Retry budget per source' }
  test.each([
    ['ping', { zen: 'Keep it logically awesome.' }, 'ping', 'Keep it logically awesome.'],
    [
      'push',
      { ref: 'refs/heads/main', commits: [{}, {}, {}], pusher: { name: 'tvega' } },
      'push',
      'main · 3 commits · tvega',
    ],
    ['push', { ref: 'refs/heads/old', deleted: true, commits: [] }, 'push', 'old · deleted'],
    ['pull_request', { action: 'opened', pull_request: pull }, 'pull_request.opened', '#1482 Retry budget per source'],
    ['issues', { action: 'closed', issue: { number: 7, title: 'A bug' } }, 'issues.closed', '#7 A bug'],
    [
      'workflow_run',
      { action: 'completed', workflow_run: { name: 'deploy-api', conclusion: 'failure', head_branch: 'main' } },
      'workflow_run.completed',
      'deploy-api · failure · main',
    ],
    [
      'check_suite',
      { action: 'completed', check_suite: { conclusion: 'success', head_sha: '4a9f1c2d3e4f' } },
      'check_suite.completed',
      'success · 4a9f1c2',
    ],
    [
      'star',
      { action: 'created', repository: { full_name: 'a/b' }, sender: { login: 'octocat' } },
      'star.created',
      'a/b · octocat',
    ],
    ['constructor', {}, 'constructor', null],
  ])('%s %j', (event, json, eventType, summary) => {
    expect(githubEvent(event, json)).toEqual({
      eventType,
      summary,
      providerEventId: '72d3162e',
      contentType: 'application/json',
    })
  })

  test('sent as a form is read like the JSON in it', () => {
    const body = new URLSearchParams({ payload: JSON.stringify({ action: 'opened', pull_request: pull }) }).toString()
    const headers = { 'X-GitHub-Event': 'pull_request', 'Content-Type': 'application/x-www-form-urlencoded' }
    expect(readEvent(capturedRequest({ headers, body }), 'github').eventType).toBe('pull_request.opened')
  })
})

describe('Stripe', () => {
  const event = (type: string, object: unknown, previous?: unknown) => ({
    id: 'evt_1',
    type,
    data: { object, previous_attributes: previous },
  })
  test.each([
    [
      event('invoice.payment_failed', { amount_due: 14_900, currency: 'usd', customer: 'cus_Q8dR2' }),
      '$149.00 · cus_Q8dR2',
    ],
    [
      event('charge.failed', { amount: 14_900, currency: 'usd', failure_code: 'card_declined' }),
      '$149.00 · card_declined',
    ],
    [
      event('charge.succeeded', {
        amount: 4200,
        currency: 'eur',
        payment_method_details: { card: { brand: 'visa', last4: '4242' } },
      }),
      '€42.00 · visa 4242',
    ],
    [event('charge.succeeded', { amount: 500, currency: 'jpy' }), '¥500'],
    [event('charge.succeeded', { amount: 500, currency: 'kwd' }), 'KWD 0.500'],
    [event('charge.succeeded', { amount: 500, currency: 'isk' }), 'ISK 5.00'],
    [event('charge.succeeded', { amount: 500, currency: 'zzz' }), '5.00 ZZZ'],
    [event('customer.updated', { id: 'cus_Q8dR2' }, { email: 'a@b.c' }), 'cus_Q8dR2 · email changed'],
    [event('v1.odd', 'text'), null],
  ])('%j', (json, summary) => {
    const read = readEvent(capturedRequest({ json }), 'stripe')
    expect({ ...read, summary: read.summary?.replaceAll('\u00a0', ' ') ?? null }).toEqual({
      eventType: json.type,
      providerEventId: 'evt_1',
      summary,
      contentType: 'application/json',
    })
  })
})

test('Standard Webhooks tells its type, its message id and its data', () => {
  const json = { type: 'user.created', timestamp: '2022-11-03T20:26:10Z', data: { name: 'Ada', email: 'ada@a.org' } }
  const read = readEvent(capturedRequest({ headers: { 'svix-id': 'msg_1' }, json }), 'standard-webhooks')
  expect(read).toMatchObject({ eventType: 'user.created', providerEventId: 'msg_1', summary: 'Ada · ada@a.org' })
})

describe('a sender that nobody knows', () => {
  test.each([
    [{ event: 'order.paid', data: { status: 'paid', id: 7 } }, 'order.paid', null, 'paid · 7'],
    [{ event: { type: 'message', id: 'Ev1' }, text: 'hi' }, 'message', 'Ev1', 'hi'],
    [{ a: 'one', b: 2, c: null, d: 'three', e: 'four' }, null, null, 'one · 2 · three'],
    [[1, 2], null, null, '1 · 2'],
    ['text', null, null, null],
    [null, null, null, null],
  ])('%j', (json, eventType, providerEventId, summary) => {
    expect(readEvent(capturedRequest({ json }), null)).toMatchObject({ eventType, providerEventId, summary })
  })

  test('may say type and id in headers', () => {
    const headers = { 'ce-type': 'com.example.made', 'ce-id': 'A-1' }
    expect(readEvent(capturedRequest({ headers }), null)).toMatchObject({
      eventType: 'com.example.made',
      providerEventId: 'A-1',
      summary: null,
      contentType: null,
    })
  })

  test('may send a form', () => {
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded; charset=utf-8' }
    expect(readEvent(capturedRequest({ headers, body: 'type=a%20b&text=%2Fdeploy+api' }), null)).toMatchObject({
      eventType: 'a b',
      summary: '/deploy api',
      contentType: 'application/x-www-form-urlencoded',
    })
  })
})

test('text of strangers becomes one short line without control characters', () => {
  const message = `a\r\nb\u0000\u001b[31m\u202ec ${'🐟'.repeat(500)}`
  const { summary } = readEvent(capturedRequest({ json: { message } }), null)
  expect(summary).toMatch(/^a b \[31m c 🐟+…$/u)
  expect(Array.from(summary ?? '')).toHaveLength(120)
})

test('an id that is too long to keep is no id, because a cut one could be another’s', () => {
  expect(readEvent(capturedRequest({ headers: { 'ce-id': 'x'.repeat(256) } }), null).providerEventId).toBeNull()
  expect(readEvent(capturedRequest({ headers: { 'ce-id': 'x'.repeat(255) } }), null).providerEventId).toHaveLength(255)
})

test('a body of more than 256 KB is not parsed; headers still tell', () => {
  const json = { action: 'opened', filler: 'x'.repeat(262_144) }
  expect(githubEvent('issues', json)).toMatchObject({ eventType: 'issues', summary: null })
})

test.each(['{', '', '\u0000', '{"type":{}}', '{"__proto__":{"type":"x"}}'])('the body %j tells nothing', (body) => {
  expect(readEvent(capturedRequest({ body }), null)).toMatchObject({ eventType: null, summary: null })
})
