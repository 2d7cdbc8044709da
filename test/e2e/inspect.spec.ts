import Stripe from 'stripe'
import { curl, hasCurl } from './support/curl.ts'
import { startSink } from './support/sink.ts'
import { detailOf, expect, filterBy, rowsOf, test, toastOf } from './support/test.ts'

const github = {
  secret: "It's a Secret to Everybody",
  body: 'Hello, World!',
  signature: 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17',
}

test.describe('live', () => {
  test.use({ before: { sent: [{ path: '/before' }] } })

  test('a request sent with curl appears by itself', async ({ app, creel }) => {
    test.skip(!hasCurl, 'curl is not installed')
    await app.evaluate(() => Object.assign(window, { isTheSamePage: true }))
    expect(await curl('-X', 'PUT', `${creel.sourceUrl}/orders/17?fast=1`, '-d', '{"total":12}')).toBe(200)
    await expect(rowsOf(app).first()).toContainText('/orders/17?fast=1')
    await expect(rowsOf(app).first()).toContainText('PUT')
    expect(await app.evaluate(() => 'isTheSamePage' in window), 'without a reload').toBe(true)
  })
})

test('GitHub’s own example is verified and explained', async ({ app, creel }) => {
  const source = (await creel.call('sources.list')).items[0]
  await creel.call('sources.addSecret', { id: source?.id ?? '', secret: github.secret })
  await creel.send({
    headers: { 'x-github-event': 'push', 'x-hub-signature-256': github.signature },
    body: github.body,
  })
  await expect(rowsOf(app).first()).toContainText('Signature verified')
  await rowsOf(app).first().click()
  await expect(detailOf(app).getByRole('heading', { level: 1 })).toHaveText('push')
  await detailOf(app)
    .getByRole('button', { name: /Verified/ })
    .click()
  await expect(detailOf(app).getByRole('tab', { name: 'Signature' })).toHaveAttribute('aria-selected', 'true')
  await expect(detailOf(app).getByRole('tabpanel').getByLabel('Passed').first()).toBeVisible()
  await expect(detailOf(app).getByRole('tabpanel').getByLabel('Failed')).toHaveCount(0)
})

test('what Stripe’s own library signs is verified, and one changed letter is told', async ({ app, creel }) => {
  const secret = 'whsec_test_of_the_browser'
  const payload = '{"id":"evt_1","object":"event","type":"invoice.paid","data":{"object":{"id":"in_1"}}}'
  const header = new Stripe('sk_test_none').webhooks.generateTestHeaderString({ payload, secret })
  const source = (await creel.call('sources.list')).items[0]
  await creel.call('sources.addSecret', { id: source?.id ?? '', secret })

  await creel.send({ headers: { 'stripe-signature': header, 'content-type': 'application/json' }, body: payload })
  await expect(rowsOf(app).first()).toContainText('invoice.paid')
  await expect(rowsOf(app).first()).toContainText('Signature verified')

  const changed = payload.replace('in_1', 'in_2')
  await creel.send({ headers: { 'stripe-signature': header, 'content-type': 'application/json' }, body: changed })
  await filterBy(app, 'sig:bad ')
  await expect(rowsOf(app)).toHaveCount(1)
  await expect(rowsOf(app).first()).toContainText('Signature failed')
  await expect(rowsOf(app).first()).toContainText('The signature does not match')
})

test.describe('among several', () => {
  const headers = { 'content-type': 'text/plain' }
  test.use({
    before: {
      sent: [
        { path: '/a', body: 'the quick brown fox', headers },
        { path: '/b', body: 'the lazy dog', headers },
        { path: '/c' },
        { path: '/d' },
      ],
    },
  })

  test('words of a body find it', async ({ app }) => {
    await filterBy(app, 'lazy')
    await expect(rowsOf(app)).toHaveCount(1)
    await expect(rowsOf(app).first()).toContainText('/b')
  })

  test('many deleted requests come back together', async ({ app }) => {
    await expect(rowsOf(app)).toHaveCount(4)
    await rowsOf(app)
      .nth(0)
      .click({ modifiers: ['Control'] })
    await rowsOf(app)
      .nth(2)
      .click({ modifiers: ['Shift'] })
    await app.getByRole('toolbar', { name: 'Selected requests' }).getByRole('button', { name: 'Delete 3' }).click()
    await expect(rowsOf(app)).toHaveCount(1)
    await expect(toastOf(app, '3 requests deleted')).toBeVisible()
    await app.keyboard.press('z')
    await expect(rowsOf(app)).toHaveCount(4)
  })
})

test('a replay arrives byte for byte, shows its answer in place and marks its request', async ({ app, creel }) => {
  await using sink = await startSink({ status: 202, body: '{"taken":true}' })
  const body = new Uint8Array([0, 1, 2, 253, 254, 255, 13, 10])
  await creel.send({ path: '/exact?a=1&a=%20', headers: { 'X-Odd-CASE': 'kept', 'content-type': 'x/y' }, body })
  await rowsOf(app).first().click()
  await detailOf(app).getByRole('button', { name: 'Replay' }).click()

  const replay = app.getByRole('region', { name: 'Replay' })
  await replay.getByLabel('Target').fill(sink.url)
  await replay.getByRole('button', { name: 'Send' }).click()

  const answer = replay.getByRole('region', { name: 'Answer of the target' })
  await expect(answer).toContainText('202')
  await expect(answer).toContainText('taken')
  expect(sink.requests).toHaveLength(1)
  expect(sink.requests[0]).toMatchObject({ method: 'POST', target: '/exact?a=1&a=%20' })
  expect(sink.requests[0]?.headers).toContainEqual(['content-type', 'x/y'])
  expect(sink.requests[0]?.body).toEqual(Buffer.from(body))

  await replay.getByRole('button', { name: 'Close the replay' }).click()
  await expect(detailOf(app).getByRole('button', { name: /Replayed/ })).toContainText('202')
  await expect(rowsOf(app).first()).toContainText('sent')
})

test('one deleted request comes back', async ({ app, creel }) => {
  await creel.send({ path: '/gone' })
  await rowsOf(app).first().click()
  await app.keyboard.press('Delete')
  await expect(rowsOf(app)).toHaveCount(0)
  await expect(toastOf(app, '1 request deleted')).toBeVisible()
  await app.getByRole('button', { name: 'Undo' }).click()
  await expect(rowsOf(app)).toHaveCount(1)
  await expect(rowsOf(app).first()).toContainText('/gone')
})
