import { expect, test } from 'vitest'
import type { PlannedEventDelivery } from '#main/core/deliveries/plan-event.ts'
import { filledDatabase } from '#test/support/filled-database.ts'

const planned = (number: number, requestId: string): PlannedEventDelivery => ({
  id: `del_${number}`,
  workspaceId: 'ws_1',
  webhookId: `wh_${number}`,
  eventId: 'evt_1',
  eventType: 'order.paid',
  requestId,
  priority: 0,
  dueAt: 60_000,
  attempts: 0,
  firstAttemptAt: null,
  isTest: false,
  templateVersionId: null,
  isReplay: false,
  targetUrl: 'http://127.0.0.1:9/',
  heldBecause: number % 2 === 0 ? null : 'The webhook is paused.',
  createdAt: 60_000,
  actionId: null,
})

test('an event for many webhooks is stored and counted once for each, however often it is planned', () => {
  using database = filledDatabase()
  const { db, statements, keep } = database
  const [request] = keep([{ json: {} }])
  const requestId = request?.id ?? ''
  const all = Array.from({ length: 45 }, (_, number) => planned(number, requestId))
  const counts = () => ({
    deliveries: db.prepare('select count(*) from delivery').pluck().get(),
    held: db.prepare("select count(*) from delivery where state = 'held' and dueAt is null").pluck().get(),
    planned: db.prepare('select count(*), sum(planned), min(minute) from webhookMinute').raw().get(),
    lastEvents: db.prepare('select count(*), min(lastEventAt) from webhookState').raw().get(),
    ofRequest: db.prepare('select deliveryCount, deliveryState from request where id = ?').raw().get(requestId),
  })

  // Some are there already.
  statements.sending.plan(all.slice(3, 6))
  expect(counts()).toMatchObject({ deliveries: 3, planned: [3, 3, 60_000], ofRequest: [3, 'held'] })
  const again = all.map((item) => ({ ...item, id: `${item.id}_again` }))
  statements.sending.plan(again)
  const whole = {
    deliveries: 45,
    held: 22,
    planned: [45, 45, 60_000],
    lastEvents: [45, 60_000],
    ofRequest: [45, 'held'],
  }
  expect(counts()).toEqual(whole)
  statements.sending.plan(all)
  expect(counts()).toEqual(whole)
})
