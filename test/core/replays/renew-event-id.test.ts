import { describe, expect, test } from 'vitest'
import { findEventId, renewEventId } from '#main/core/replays/renew-event-id.ts'
import { replaceJsonText } from '#main/core/replays/replace-json-text.ts'
import type { CapturedRequest } from '#main/core/requests/captured-request.ts'
import type { ProviderName } from '#shared/model/provider.ts'
import { capturedRequest } from '#test/support/captured-request.ts'

const random = (count: number): Uint8Array => Uint8Array.from({ length: count }, (_, index) => index * 7)

function renewed(request: CapturedRequest, provider: ProviderName | null) {
  const found = findEventId(request, provider)
  if (found.kind === 'fixed') throw new Error(found.reason)
  return renewEventId(request, found, random)
}

describe('the text at a path of JSON', () => {
  test.each([
    ['{"id":"old"}', 'id', '{"id":"new"}'],
    [
      '  { "a" : 1 ,\r\n "id"  :  "old" , "b":[1,{"id":"x"}]}  ',
      'id',
      '  { "a" : 1 ,\r\n "id"  :  "new" , "b":[1,{"id":"x"}]}  ',
    ],
    ['{"data":{"id":"x"},"event":{"id":"old"}}', 'event.id', '{"data":{"id":"x"},"event":{"id":"new"}}'],
    ['{"id":"first","id":"old"}', 'id', '{"id":"first","id":"new"}'],
    ['{"\\u0069d":"old"}', 'id', '{"\\u0069d":"new"}'],
    ['{"id":"a\\"b","w":"wörld 🎣"}', 'id', '{"id":"new","w":"wörld 🎣"}'],
    ['[{"id":"x"},{"id":"old"}]', '1.id', '[{"id":"x"},{"id":"new"}]'],
    ['{"x":"id","id":"old"}', 'id', '{"x":"id","id":"new"}'],
  ])('of %s is replaced and nothing else', (before, path, after) => {
    expect(Buffer.from(replaceJsonText(Buffer.from(before), path, 'new') ?? []).toString()).toBe(after)
  })

  test.each([
    ['{"id":7}', 'id'],
    ['{"id":{"id":"x"}}', 'id'],
    ['{}', 'id'],
    ['"id"', 'id'],
    ['', 'id'],
  ])('of %s is not there', (before, path) => {
    expect(replaceJsonText(Buffer.from(before), path, 'new')).toBeNull()
  })
})

test('GitHub’s is a UUID in a header', () => {
  const before = '72d3162e-cc78-11e3-81ab-4c9367dc0958'
  const { request, eventId } = renewed(capturedRequest({ headers: { 'X-GitHub-Delivery': before } }), 'github')
  expect(eventId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(request.headers).toEqual([['X-GitHub-Delivery', eventId]])
})

test('Stripe’s stands in the body, which keeps all its other bytes', () => {
  const body = '{ "id": "evt_1SUbX8Lk2eQ0mVb7",\n "object": "event", "data": {"id": "in_1"} }'
  const { request, eventId } = renewed(capturedRequest({ body }), 'stripe')
  expect(eventId).toMatch(/^evt_[0-9A-Za-z]{16,}$/)
  expect(Buffer.from(request.body).toString()).toBe(body.replace('evt_1SUbX8Lk2eQ0mVb7', eventId))
})

test('that of Standard Webhooks is a header, by both its names, and is added where it is missing', () => {
  for (const name of ['webhook-id', 'svix-id']) {
    const { request, eventId } = renewed(capturedRequest({ headers: { [name]: 'msg_1' } }), 'standard-webhooks')
    expect(request.headers).toEqual([[name, eventId]])
    expect(eventId).toMatch(/^msg_/)
  }
  const { request, eventId } = renewed(capturedRequest(), 'standard-webhooks')
  expect(request.headers).toEqual([['webhook-id', eventId]])
})

test('that of an unknown sender is where ids usually are; digits stay digits', () => {
  const { request, eventId } = renewed(capturedRequest({ body: '{"event":{"id":"12345678901234567"}}' }), null)
  expect(eventId).toMatch(/^\d{17}$/)
  expect(Buffer.from(request.body).toString()).toBe(`{"event":{"id":"${eventId}"}}`)
})

describe('what cannot be renewed says why', () => {
  test.each([
    ['a body that is no JSON', 'stripe', { body: 'hello' }, 'no text stands there'],
    ['an id that is a number', 'stripe', { body: '{"id":7}' }, 'no text stands there'],
    [
      'JSON within a form',
      'stripe',
      { body: 'payload={"id":"evt_1"}', headers: { 'Content-Type': 'application/x-www-form-urlencoded' } },
      'no text stands there',
    ],
    ['no id at all', null, { body: '{"amount":1}' }, 'No event id was found'],
    ['no id of an HMAC sender', 'hmac', { body: '' }, 'No event id was found'],
  ] as const)('%s', (_, provider, wishes, words) => {
    expect(findEventId(capturedRequest(wishes), provider)).toMatchObject({
      kind: 'fixed',
      reason: expect.stringContaining(words),
    })
  })
})
