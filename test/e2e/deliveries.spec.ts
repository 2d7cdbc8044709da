import type { Page } from '@playwright/test'
import { localApp } from '#test/support/local-app.ts'
import type { Creel } from './support/creel.ts'
import { send } from './support/creel.ts'
import { startFickleSink } from './support/sink.ts'
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

test('what only waits behind others is seen too', async ({ app, creel }) => {
  const { url } = await sourceOfAbsentApp(creel)
  await openDeliveries(app)
  await send(url, { body: 'a' })
  await expect(deliveryRowsOf(app).first()).toContainText('Retrying', patience)
  // By then all is told of the first one that is to be told.
  await app.waitForTimeout(1500)
  await send(url, { body: 'b' })
  await expect(deliveryRowsOf(app)).toHaveCount(2, patience)
  await expect(deliveryRowsOf(app).first()).toContainText('Queued')
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

const publish = (creel: Creel, title: string) => creel.call('events.publish', { type: 'order.paid', data: { title } })

/** A webhook whose deliveries are dead letters after one attempt. */
const hasHastyWebhook = (creel: Creel, url: string, name = 'crm') =>
  creel.call('webhooks.create', { name, url, events: ['order.*'], retry: { kind: 'schedule', delaysSeconds: [] } })

const hasDeadLetters = (creel: Creel, count: number): Promise<void> =>
  expect.poll(async () => (await creel.call('deliveries.count', { state: 'dead_letter' })).count, patience).toBe(count)

test('a webhook whose target fails twice: attempts with their schedule, live, until it is delivered', async ({
  app,
  creel,
}) => {
  await using sink = await startFickleSink(2)
  await creel.call('webhooks.create', {
    name: 'crm',
    url: sink.url,
    events: ['order.*'],
    retry: { kind: 'schedule', delaysSeconds: [1, 3600, 21_600] },
  })
  await openDeliveries(app)
  await publish(creel, 'Ring Ada')
  await expect(deliveryRowsOf(app)).toHaveCount(1, patience)
  await deliveryRowsOf(app).first().click()
  const delivery = deliveryOf(app)
  const rail = delivery.getByRole('list', { name: 'Attempts' })
  await expect(rail).toContainText('waiting 1 h, then 6 h', patience)
  await expect(rail).toContainText('Attempt 3')
  await expect(rail).toContainText('1 more after it')
  await expect(rail).toContainText('Dead letter if attempt 4 fails')
  await expect(delivery.getByRole('region', { name: 'Why' })).toContainText('The target answered 500, both times.')
  await expect(deliveryRowsOf(app).first()).toContainText('2 attempts of 4')

  await app.keyboard.press('r')
  await expect(deliveryRowsOf(app).first()).toContainText('Delivered', patience)
  await expect(rail.getByRole('button')).toHaveCount(3)
  await app.keyboard.press('2')
  await expect(delivery.getByRole('tabpanel')).toContainText('Ring Ada', patience)
  await app.keyboard.press('3')
  await expect(delivery.getByRole('table', { name: 'Headers that were sent' })).toContainText('webhook-id')
  expect(new Set(sink.requests.map(({ headers }) => headers.find(([name]) => name === 'webhook-id')?.[1])).size).toBe(1)
})

test('dead letters are counted, replayed together and followed until the last is delivered', async ({ app, creel }) => {
  await using sink = await startFickleSink(3)
  await hasHastyWebhook(creel, sink.url)
  for (const title of ['one', 'two', 'three']) await publish(creel, title)
  await hasDeadLetters(creel, 3)
  await openDeliveries(app)
  await app.getByRole('button', { name: 'Dead letter 3' }).click()
  await expect(deliveryRowsOf(app)).toHaveCount(3)
  await app.getByRole('button', { name: 'Replay all…' }).click()
  const plan = app.getByRole('region', { name: 'Replay plan' })
  await expect(plan.getByRole('heading', { name: 'Replay 3 dead letters' })).toBeVisible()
  await expect(plan).toContainText('3 that the filter finds')
  await plan.getByRole('button', { name: 'Check the target' }).click()
  await expect(plan).toContainText('The target can be reached.', patience)
  await plan.getByLabel('Pace', { exact: true }).fill('20')
  await app.keyboard.press('Control+Enter')
  await expect(plan).toContainText('3 of 3 delivered', patience)
  expect(sink.requests).toHaveLength(6)
  await plan.getByRole('link', { name: 'Show them' }).click()
  await expect(deliveryRowsOf(app).filter({ hasText: 'Delivered' })).toHaveCount(3, patience)
})

test('the plan of a replay counts what it sends, and what was replayed waits for nobody', async ({ app, creel }) => {
  await using sink = await startFickleSink(7)
  const crm = await hasHastyWebhook(creel, sink.url)
  const old = await hasHastyWebhook(creel, sink.url, 'old')
  for (const title of ['one', 'two', 'three']) await publish(creel, title)
  await creel.call('webhooks.test', { id: crm.id, eventType: 'task.created' })
  await hasDeadLetters(creel, 7)
  await creel.call('webhooks.delete', { id: old.id, purge: true })
  await openDeliveries(app)
  await app.getByRole('button', { name: 'Dead letter 6' }).click()
  await expect(app.getByRole('region', { name: 'Deliveries', exact: true })).toContainText(
    '6 that the filter finds, 3 to replay',
  )
  await app.getByRole('button', { name: 'Replay all…' }).click()
  const plan = app.getByRole('region', { name: 'Replay plan' })
  await expect(plan.getByRole('heading', { name: 'Replay 3 dead letters' })).toBeVisible()
  await expect(plan.getByRole('button', { name: 'Replay 3' })).toBeEnabled()
  await expect(plan).toContainText('3 of 6 that the filter finds: the others were replayed already')
  await plan.getByLabel('Pace', { exact: true }).fill('20')
  await app.keyboard.press('Control+Enter')
  await expect(plan.getByRole('heading', { name: 'Replaying 3 dead letters' })).toBeVisible()
  await expect(plan).toContainText('3 of 3 delivered', patience)
  await expect(app.getByRole('button', { name: 'Dead letter 3' })).toBeVisible(patience)
  await expect(app.getByLabel('System status')).toContainText('3 dead letters')

  const [replayed] = (await creel.call('deliveries.list', { q: 'is:replayed', limit: 1 })).items
  await app.goto(`${creel.controlUrl}/#/deliveries/${replayed?.id}`)
  await deliveryOf(app).getByRole('link', { name: 'Replayed as del_' }).click()
  await expect(deliveryOf(app).getByRole('link', { name: 'Replays del_' })).toBeVisible()
  await expect(deliveryOf(app)).toContainText('Delivered')
})

test('several dead letters that are selected are a plan to replay them, until the selection is left', async ({
  app,
  creel,
}) => {
  await using sink = await startFickleSink(3)
  await hasHastyWebhook(creel, sink.url)
  for (const title of ['one', 'two', 'three']) await publish(creel, title)
  await hasDeadLetters(creel, 3)
  await openDeliveries(app)
  await expect(deliveryRowsOf(app)).toHaveCount(3, patience)
  const plan = app.getByRole('region', { name: 'Replay plan' })
  for (const key of ['j', 'x']) await app.keyboard.press(key)
  await expect(app.getByRole('toolbar', { name: 'Selected deliveries' })).toContainText('1 selected')
  await expect(plan).toHaveCount(0)
  await app.keyboard.press('Shift+J')
  await expect(plan.getByRole('heading', { name: 'Replay 2 dead letters' })).toBeVisible()
  await expect(plan).toContainText('2 selected')
  await app.keyboard.press('Escape')
  await expect(plan).toHaveCount(0)
  await expect(app.getByRole('toolbar', { name: 'Selected deliveries' })).toHaveCount(0)

  for (const key of ['x', 'Shift+K']) await app.keyboard.press(key)
  await expect(plan.getByRole('heading', { name: 'Replay 2 dead letters' })).toBeVisible()
  await app.keyboard.press('Control+Enter')
  await expect(plan).toContainText('2 of 2 delivered', patience)
  await expect(deliveryRowsOf(app).filter({ hasText: 'replayed' })).toHaveCount(2, patience)
  await expect(plan.getByRole('heading', { name: 'Replaying 2 dead letters' })).toBeVisible()
  await plan.getByRole('button', { name: 'Close the plan' }).click()
  await expect(plan).toHaveCount(0)
  expect(sink.requests).toHaveLength(5)
})

test('in a narrow window each delivery says its state in a word, and its head stands on one line', async ({
  app,
  creel,
}) => {
  await app.setViewportSize({ width: 900, height: 620 })
  await creel.call('webhooks.create', { name: 'crm', url: 'http://127.0.0.1:9', events: ['order.*'], enabled: false })
  await publish(creel, 'one')
  await openDeliveries(app)
  await expect(deliveryRowsOf(app).first().getByText('Held', { exact: true })).toBeVisible(patience)
  await deliveryRowsOf(app).first().click()
  const target = deliveryOf(app).locator('.target .mono')
  const webhook = deliveryOf(app).getByRole('link', { name: 'crm' })
  const [one, other] = [await target.boundingBox(), await webhook.boundingBox()]
  const middle = (box: typeof one): number => (box === null ? Number.NaN : box.y + box.height / 2)
  expect(Math.abs(middle(one) - middle(other))).toBeLessThan(2)
})

test('a button that cannot be pressed is readable under the pointer', async ({ app, creel }) => {
  await app.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
  await using sink = await startFickleSink(1)
  await hasHastyWebhook(creel, sink.url)
  await publish(creel, 'one')
  await openDeliveries(app)
  await app.getByRole('button', { name: 'Dead letter 1' }).click({ timeout: 30_000 })
  await app.getByRole('button', { name: 'Replay all…' }).click()
  const plan = app.getByRole('region', { name: 'Replay plan' })
  const button = plan.getByRole('button', { name: 'Replay 1' })
  await expect(button).toBeEnabled()
  await plan.getByLabel('Pace', { exact: true }).fill('0')
  await expect(button).toBeDisabled()
  const look = () => button.evaluate((element) => getComputedStyle(element).backgroundColor)
  await app.mouse.move(0, 0)
  const away = await look()
  await button.hover({ force: true })
  expect(await look()).toBe(away)
})

test('what is held says why, and leads to the webhook that holds it', async ({ app, creel }) => {
  const { id } = await creel.call('webhooks.create', { name: 'legacy', url: 'http://127.0.0.1:9', events: ['order.*'] })
  await creel.call('webhooks.pause', { id, reason: 'It moves to another host.' })
  await publish(creel, 'one')
  await openDeliveries(app)
  await app.getByRole('button', { name: 'Held 1' }).click({ timeout: 30_000 })
  await deliveryRowsOf(app).first().click()
  await expect(deliveryOf(app).getByRole('region', { name: 'Why' })).toContainText('It is held, and nothing is lost.')
  await deliveryOf(app).getByRole('button', { name: 'Show what holds it' }).click()
  await expect(app.getByRole('heading', { name: 'legacy' }).first()).toBeVisible()
})
