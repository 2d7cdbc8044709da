import { hasCurl, pasteIntoShell } from './support/curl.ts'
import { copiedText, detailOf, expect, rowsOf, test, toastOf } from './support/test.ts'

test('an empty Creel says where to send and waits', async ({ app, creel }) => {
  await expect(app.getByRole('heading', { name: 'Ready to receive.' })).toBeVisible()
  await expect(app.getByRole('main')).toContainText(creel.sourceUrl)
  await expect(app.getByRole('main')).toContainText('Waiting for the first request')
  await expect(app.getByRole('main')).toContainText(`Receiver running on ${new URL(creel.receiverUrl).host}`)
})

test('the address is copied with one press, and says so', async ({ app, creel }) => {
  await app.getByRole('main').getByRole('button', { name: 'Copy', exact: true }).click()
  await expect(app.getByRole('main').getByRole('button', { name: 'Copied' })).toBeVisible()
  await expect(toastOf(app, 'Source URL copied')).toBeVisible()
  expect(await copiedText(app)).toBe(creel.sourceUrl)
})

test('the copied cURL line brings the first request, which opens by itself', async ({ app }) => {
  test.skip(!hasCurl, 'curl is not installed')
  await app.getByRole('main').getByRole('button', { name: 'Copy as cURL' }).click()
  expect(await pasteIntoShell(await copiedText(app))).toBe(200)
  await expect(rowsOf(app)).toHaveCount(1)
  await expect(detailOf(app)).toContainText('Received')
})

test('a test request is sent with T and opens by itself', async ({ app }) => {
  await expect(app.getByRole('button', { name: 'Send a test request' })).toBeVisible()
  await app.keyboard.press('t')
  await expect(rowsOf(app)).toHaveCount(1)
  await expect(detailOf(app)).toContainText('Answered')
})
