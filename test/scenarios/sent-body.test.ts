import { expect, onTestFinished, test } from 'vitest'
import { localApp } from '#test/support/local-app.ts'
import type { RunningService } from '#test/support/service.ts'
import { runService } from '#test/support/service.ts'

const waitOptions = { timeout: 20_000, interval: 50 }

/** The delivery of one event to a webhook that keeps so much of what it sends. */
async function deliveryOf(creel: RunningService, capture: 'full' | 'summary') {
  const app = await localApp({})
  onTestFinished(app.stop)
  await creel.call('webhooks.create', { name: 'crm', url: app.url, events: ['order.*'], capture })
  await creel.call('events.publish', { type: 'order.paid', data: { total: 12 } })
  await expect
    .poll(async () => (await creel.call('deliveries.count', { state: 'delivered' })).count, waitOptions)
    .toBe(1)
  const [delivery] = (await creel.call('deliveries.list', {})).items
  return { id: delivery?.id ?? '', sent: app.requests[0]?.body ?? '' }
}

test('the body that a webhook was sent can be read as its bytes', async () => {
  await using creel = await runService()
  const { id, sent } = await deliveryOf(creel, 'full')
  const answer = await creel.fetch(`/api/v1/deliveries/${id}/body`)
  expect(answer.status).toBe(200)
  expect(await answer.text()).toBe(sent)
  expect(JSON.parse(sent)).toMatchObject({ type: 'order.paid', data: { total: 12 } })
})

test('the body of a webhook that keeps a summary is not shown, and it is said why', async () => {
  await using creel = await runService()
  const { id } = await deliveryOf(creel, 'summary')
  const answer = await creel.fetch(`/api/v1/deliveries/${id}/body`)
  expect(answer.status).toBe(409)
  expect(await answer.json()).toMatchObject({ code: 'conflict', detail: expect.stringContaining('only a summary') })
})
