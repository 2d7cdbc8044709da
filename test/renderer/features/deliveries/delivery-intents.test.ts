import { expect, test } from 'vitest'
import type { DeliveryRow } from '#shared/model/delivery.ts'
import { offeredFor } from '#renderer/features/deliveries/list/delivery-intents.ts'
import { anyDelivery } from '#test/support/any-delivery.ts'

/** The actions that are offered, each with the number of deliveries that it is about. */
function offersFor(...targets: readonly DeliveryRow[]): Record<string, number> {
  const nothing = (): void => undefined
  const offers = offeredFor({ targets, onCancel: nothing, onRetry: nothing, onReplay: nothing })
  return Object.fromEntries(offers.filter(({ count }) => count > 0).map(({ id, count }) => [id, count]))
}

test.each([
  ['active', { retry: 1, cancel: 1 }],
  ['paused', { cancel: 1 }],
  ['disabled', { cancel: 1 }],
  ['deleted', { cancel: 1 }],
] as const)('what is held for a webhook that is %s', (webhookStatus, offers) => {
  expect(offersFor(anyDelivery({ state: 'held', webhookStatus }))).toEqual(offers)
})

test('what a daily quota has put off is not sent sooner by a retry', () => {
  expect(offersFor(anyDelivery({ state: 'queued', reason: null }))).toEqual({ retry: 1, cancel: 1 })
  expect(offersFor(anyDelivery({ state: 'queued', reason: 'The daily quota is used up.' }))).toEqual({ cancel: 1 })
})

test.each([
  ['of a webhook that sends', {}, { replay: 1 }],
  ['of one that is paused: its replay is held', { webhookStatus: 'paused' }, { replay: 1 }],
  ['of one that was deleted', { webhookStatus: 'deleted' }, {}],
  ['of one that is gone for good', { webhookStatus: 'gone' }, {}],
  ['without a webhook', { webhookId: null, webhookStatus: null }, {}],
  ['that was replayed', { replayedAs: 'del_2' }, {}],
  ['of a test', { isTest: true }, {}],
] as const)('a dead letter %s', (_, known, offers) => {
  expect(offersFor(anyDelivery({ state: 'dead_letter', ...known }))).toEqual(offers)
})

test('of many those are meant for which it makes sense', () => {
  const dead = anyDelivery({ state: 'dead_letter' })
  const replayed = anyDelivery({ id: 'del_2', state: 'dead_letter', replayedAs: 'del_3' })
  const delivered = anyDelivery({ id: 'del_3', state: 'delivered' })
  expect(offersFor(dead, replayed, delivered)).toEqual({ replay: 1 })
})
