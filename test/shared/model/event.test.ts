import { expect, test } from 'vitest'
import { Event, EventTypeName, eventIdOfRequest, requestIdOfEvent, typeOfRequest } from '#shared/model/event.ts'

test.each([
  ['stripe', 'invoice.paid', 'stripe.invoice.paid'],
  ['github', 'pull_request', 'github.pull_request'],
  ['standard-webhooks', 'user.created', 'standard.webhooks.user.created'],
  ['hmac', 'order/created:v2', 'hmac.order.created.v2'],
  ['hmac', '..a..b..', 'hmac.a.b'],
  ['hmac', 'Grüße', 'hmac.Gr.e'],
  ['hmac', '', 'hmac'],
  ['github', null, 'github.request'],
  [null, 'invoice.paid', 'request.received'],
])('a request of %s that says “%s” is a %s', (provider, providerType, type) => {
  expect(typeOfRequest(provider, providerType)).toBe(type)
  expect(EventTypeName.parse(type)).toBe(type)
})

test('the longest type of a stranger is still a type', () => {
  for (const length of [119, 120, 121, 122, 500]) {
    expect(() => EventTypeName.parse(typeOfRequest('stripe', `${'a'.repeat(length)}.b`))).not.toThrow()
  }
})

test('a request and its event find each other by their ids', () => {
  const requestId = 'req_01K9XQ7M4TZ3V8Q5R2W6Y0B1CD'
  expect(eventIdOfRequest(requestId)).toBe('evt_01K9XQ7M4TZ3V8Q5R2W6Y0B1CD')
  expect(requestIdOfEvent(eventIdOfRequest(requestId))).toBe(requestId)
})

test('metadata takes more than what is known of it', () => {
  const metadata = Event.shape.metadata.parse({ actorId: 'user_1', room: { floor: 3 } })
  expect(metadata).toEqual({ actorId: 'user_1', room: { floor: 3 } })
})
