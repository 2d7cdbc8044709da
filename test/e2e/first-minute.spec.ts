import Stripe from 'stripe'
import { send } from './support/creel.ts'
import { startSink } from './support/sink.ts'
import { copiedText, detailOf, expect, rowsOf, test, toastOf } from './support/test.ts'

const secret = 'whsec_of_the_first_minute'
const payload = '{"id":"evt_1","object":"event","type":"invoice.paid","data":{"object":{"id":"in_1"}}}'
const signature = () => new Stripe('sk_test_none').webhooks.generateTestHeaderString({ payload, secret })

test('the first minute: made public, caught, recognised, verified, replayed', async ({ app, creel }) => {
  await expect(app.getByRole('heading', { name: 'Ready to receive.' })).toBeVisible()
  await expect(app.getByRole('main')).toContainText('Local: nothing outside this computer can reach it.')

  await app.keyboard.press('Enter')
  await expect(app.getByRole('heading', { name: 'Your source is live.' })).toBeVisible({ timeout: 30_000 })
  await expect(app.getByRole('main')).toContainText('Reachable from outside')
  await expect(toastOf(app, 'Source URL copied')).toBeVisible()
  const publicUrl = await copiedText(app)
  expect(publicUrl).not.toBe(creel.sourceUrl)
  expect(new URL(publicUrl).pathname).toBe(new URL(creel.sourceUrl).pathname)

  const headers = { 'stripe-signature': signature(), 'content-type': 'application/json' }
  expect(await send(publicUrl, { headers, body: payload })).toBe(200)
  await expect(rowsOf(app)).toHaveCount(1)
  await expect(rowsOf(app).first()).toContainText('invoice.paid')
  await expect(detailOf(app).getByRole('heading', { level: 1 })).toHaveText('invoice.paid')

  await detailOf(app)
    .getByRole('button', { name: /Add secret/ })
    .click()
  await detailOf(app).getByLabel('Stripe secret').fill(secret)
  await detailOf(app).getByRole('button', { name: 'Add secret', exact: true }).click()
  await expect(rowsOf(app).first()).toContainText('Signature verified')

  await using sink = await startSink({ status: 200, body: '{"ok":true}' })
  await app.keyboard.press('r')
  await app.getByLabel('Target', { exact: true }).fill(sink.url)
  await app.keyboard.press('Control+Enter')
  await expect(app.getByRole('region', { name: 'Answer of the target' }).getByText('200').first()).toBeVisible()
  expect(sink.requests[0]?.body.toString()).toBe(payload)
})

test('a changed public address is told with the sources that were used, until somebody takes note', async ({
  app,
  creel,
  relay,
}) => {
  await expect(app.getByRole('button', { name: 'Make it public and copy' })).toBeVisible()
  await app.keyboard.press('Enter')
  await expect(app.getByRole('heading', { name: 'Your source is live.' })).toBeVisible({ timeout: 30_000 })
  const before = await copiedText(app)
  await send(before, { body: 'from a sender that knows the address' })
  await expect(rowsOf(app)).toHaveCount(1)

  await relay.restart()
  const banner = app.getByRole('alert').filter({ hasText: 'The public address changed' })
  await expect(banner).toContainText('Senders of first-hook may still have the old one.', { timeout: 60_000 })
  await app.getByRole('button', { name: 'Show addresses' }).click()
  const dialog = app.getByRole('dialog', { name: 'The public address has changed' })
  await expect(dialog.getByText(before)).toBeVisible()
  await dialog.getByRole('button', { name: 'Copy the new address of first-hook' }).click()
  const after = await copiedText(app)
  expect(await send(after, { body: 'from a sender that was told' })).toBe(200)
  await dialog.getByRole('button', { name: 'Senders know it' }).click()
  await expect(banner).toHaveCount(0)

  await app.goto(`${creel.controlUrl}/#/settings`)
  const addresses = app.getByRole('region', { name: 'Public addresses' })
  await expect(addresses).toContainText(new URL(before).origin)
  await expect(addresses).toContainText(new URL(after).origin)
})

test('a tunnel that stays down is told with the reason, and nothing is said to be public meanwhile', async ({
  app,
  relay,
}) => {
  await expect(app.getByRole('button', { name: 'Make it public and copy' })).toBeVisible()
  await app.keyboard.press('Enter')
  await expect(app.getByRole('heading', { name: 'Your source is live.' })).toBeVisible({ timeout: 30_000 })
  const status = app.getByRole('contentinfo', { name: 'System status' })
  await expect(status).toContainText('Public at')

  await relay.stop()
  const banner = app.getByRole('alert').filter({ hasText: 'Nothing gets through from outside since' })
  await expect(banner).toContainText('cannot be used', { timeout: 60_000 })
  await expect(status).not.toContainText('Public')
  await expect(app.getByRole('heading', { name: 'Ready to receive.' })).toBeVisible()

  await relay.restart()
  await app.getByRole('button', { name: 'Reconnect' }).click()
  await expect(status).toContainText('Public at', { timeout: 60_000 })
  await expect(banner).toHaveCount(0)
})
