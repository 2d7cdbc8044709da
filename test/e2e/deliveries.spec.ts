import type { Page } from '@playwright/test'
import { localApp } from '#test/support/local-app.ts'
import type { Creel } from './support/creel.ts'
import { send } from './support/creel.ts'
import { deliveryOf, deliveryRowsOf, expect, test } from './support/test.ts'

const patience = { timeout: 30_000 }

/** A source that sends its requests on to an app that is away. */
async function sourceOfAbsentApp(creel: Creel) {
  const app = await localApp({})
  await app.stop()
  const { id, url } = await creel.call('sources.create', { name: 'orders' })
  await creel.call('sources.update', { id, forwarding: { mode: 'forward', targets: [app.url] } })
  return { url, port: app.port }
}

const openDeliveries = async (app: Page): Promise<void> => {
  await app.getByRole('link', { name: 'Deliveries' }).click()
  await app.getByRole('region', { name: 'Deliveries', exact: true }).waitFor()
}

test('a delivery is seen on its way: away, tried again, delivered', async ({ app, creel }) => {
  const { url, port } = await sourceOfAbsentApp(creel)
  await openDeliveries(app)
  await expect(app.getByText('Nothing sent yet.')).toBeVisible()
  await send(url, { body: '{"order":1}' })
  await expect(deliveryRowsOf(app)).toHaveCount(1, patience)
  await expect(deliveryRowsOf(app).first()).toContainText('Retrying', patience)

  await deliveryRowsOf(app).first().click()
  const delivery = deliveryOf(app)
  await expect(delivery.getByRole('region', { name: 'Why' })).toContainText('Nothing listens at the target')
  await expect(delivery.getByRole('list', { name: 'Attempts' })).toContainText('Attempt 2')
  await app.keyboard.press('2')
  await expect(delivery.getByRole('tabpanel')).toContainText('order', patience)

  const again = await localApp({ port })
  await expect(deliveryRowsOf(app).first()).toContainText('Delivered', patience)
  await expect(delivery.getByRole('region', { name: 'Why' })).toHaveCount(0, patience)
  await expect(delivery.getByRole('list', { name: 'Attempts' }).getByRole('button')).toHaveCount(2)
  await again.stop()
})

test('what is owed is cancelled by keys, after a question', async ({ app, creel }) => {
  const { url } = await sourceOfAbsentApp(creel)
  await openDeliveries(app)
  await send(url, { body: 'a' })
  await send(url, { body: 'b' })
  await expect(deliveryRowsOf(app)).toHaveCount(2, patience)
  for (const key of ['j', 'x', 'Shift+J']) await app.keyboard.press(key)
  await expect(app.getByRole('toolbar', { name: 'Selected deliveries' })).toContainText('2 selected')
  await app.keyboard.press('s')
  const question = app.getByRole('dialog', { name: 'Cancel 2 deliveries' })
  await question.getByRole('button', { name: 'Cancel 2 deliveries' }).click()
  await expect(deliveryRowsOf(app).filter({ hasText: 'Cancelled' })).toHaveCount(2, patience)
  expect((await creel.call('deliveries.count', { q: 'is:owed' })).count).toBe(0)
})

test('the filter stands in the address, says its mistakes, and its tabs count', async ({ app, creel }) => {
  const target = await localApp({})
  const { id, url } = await creel.call('sources.create', { name: 'orders' })
  await creel.call('sources.update', { id, forwarding: { mode: 'forward', targets: [target.url] } })
  for (const body of ['a', 'b']) await send(url, { body })
  await expect.poll(async () => (await creel.call('deliveries.count', { state: 'delivered' })).count, patience).toBe(2)
  await openDeliveries(app)
  await expect(app.getByRole('button', { name: 'Delivered 2' })).toBeVisible(patience)
  await app.getByRole('button', { name: 'Dead letter' }).click()
  await expect(app.getByText('Nothing matches state:dead_letter')).toBeVisible()
  await app.getByRole('button', { name: 'Clear filter' }).click()
  await app.keyboard.press('/')
  await app.keyboard.type('kind:forward status:200')
  await app.waitForURL((address) => address.hash.includes('kind'))
  await expect(deliveryRowsOf(app)).toHaveCount(2)
  await app.reload()
  await expect(app.getByLabel('Filter deliveries')).toHaveValue('kind:forward status:200')
  await app.getByLabel('Filter deliveries').fill('state:lost')
  await expect(app.getByRole('alert').filter({ hasText: '“lost” is none of them' })).toBeVisible()
  await target.stop()
})
