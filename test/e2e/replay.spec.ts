import type { Locator, Page } from '@playwright/test'
import Stripe from 'stripe'
import { valueOf } from '#shared/model/header-pairs.ts'
import { startSink } from './support/sink.ts'
import { detailOf, expect, filterBy, rowsOf, test } from './support/test.ts'

const secret = 'whsec_of_the_replay_tests'
const stripe = new Stripe('sk_test_none')
const payload = '{"id":"evt_1","object":"event","type":"invoice.paid","data":{"object":{"id":"in_1","amount":100}}}'
const signed = (timestamp: number): string => stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp })

const replayOf = (app: Page): Locator => app.getByRole('region', { name: 'Replay' })
const editorOf = (app: Page): Locator => replayOf(app).getByRole('textbox', { name: 'Body of the replay' })

/** Presses Tab until something has the focus. */
async function tabTo(app: Page, wanted: Locator): Promise<void> {
  for (let presses = 0; presses < 30; presses += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return
    await app.keyboard.press('Tab')
  }
  throw new Error('Tab does not lead there.')
}

test('a Stripe event is edited, signed again and sent by keyboard alone, and Stripe’s library accepts it', async ({
  app,
  creel,
}) => {
  await using sink = await startSink({ status: 201, body: '{"taken":true}' })
  const source = (await creel.call('sources.list')).items[0]
  await creel.call('sources.addSecret', { id: source?.id ?? '', secret })
  await creel.send({
    headers: { 'content-type': 'application/json', 'stripe-signature': signed(Math.floor(Date.now() / 1000) - 86_400) },
    body: payload,
  })
  await expect(rowsOf(app).first()).toContainText('invoice.paid')
  for (const key of ['j', 'Enter']) await app.keyboard.press(key)
  await detailOf(app).getByRole('tablist').waitFor()
  await app.keyboard.press('r')

  await expect(replayOf(app).getByLabel('Target', { exact: true })).toBeFocused()
  await app.keyboard.type(`${sink.url}/hooks`)
  const resign = replayOf(app).getByRole('switch', { name: 'Re-sign with current Stripe secret' })
  await expect(resign).toBeEnabled()
  await tabTo(app, resign)
  await app.keyboard.press('Space')
  await expect(resign).toBeChecked()
  await tabTo(app, replayOf(app).getByRole('switch', { name: 'Keep original event id' }))
  await app.keyboard.press('Space')

  await tabTo(app, editorOf(app))
  await app.keyboard.press('Control+End')
  for (let letter = 0; letter < 3; letter += 1) await app.keyboard.press('Backspace')
  await app.keyboard.type(',"edited":"wörld"}}}')
  await expect(replayOf(app).getByRole('tab', { name: /Body \d/ })).toBeVisible()
  await app.keyboard.press('Control+Enter')

  const answer = replayOf(app).getByRole('region', { name: 'Answer of the target' })
  await expect(answer).toContainText('201')
  await expect(answer).toContainText('Edited: headers, body')
  expect(sink.requests).toHaveLength(1)
  const [sunk] = sink.requests
  const header = valueOf(sunk?.headers ?? [], 'stripe-signature') ?? ''
  const event = stripe.webhooks.constructEvent(sunk?.body ?? '', header, secret)
  expect(event.id).not.toBe('evt_1')
  expect(sunk?.body.toString()).toBe(
    payload.replace('evt_1', event.id).replace('"amount":100}}}', '"amount":100,"edited":"wörld"}}}'),
  )

  await expect(editorOf(app)).toBeFocused()
  await app.keyboard.press('Control+m')
  await app.keyboard.press('Tab')
  await expect(editorOf(app)).not.toBeFocused()
})

test.describe('of a plain request', () => {
  const headers = { 'content-type': 'text/plain', 'x-odd': 'kept' }
  test.use({ before: { sent: [{ path: '/orders?a=1', headers, body: 'first line\nsecond line' }] } })

  test.beforeEach(async ({ app }) => {
    for (const key of ['j', 'Enter']) await app.keyboard.press(key)
    await detailOf(app).getByRole('tablist').waitFor()
    await app.keyboard.press('r')
    await replayOf(app).waitFor()
  })

  test('method, path and headers are edited, compared, kept over a reload, and sent so', async ({ app }) => {
    await using sink = await startSink({ status: 200, body: '{}' })
    await replayOf(app).getByLabel('Method').selectOption('PUT')
    await replayOf(app).getByRole('tab', { name: 'Query' }).click()
    await replayOf(app).getByLabel('Path and query').fill('/orders/2?b=2')
    await replayOf(app).getByRole('tab', { name: 'Headers' }).click()
    await expect(replayOf(app).getByText('Left out, they belong to one connection: host')).toBeVisible()
    await replayOf(app).getByRole('textbox', { name: 'Headers of the replay' }).focus()
    await app.keyboard.press('Control+End')
    await app.keyboard.type('\nX-New: ä')
    await replayOf(app).getByText('Changes', { exact: true }).click()
    await expect(replayOf(app).getByText('X-New: ä')).toBeVisible()

    await app.reload()
    await replayOf(app).waitFor()
    await expect(replayOf(app).getByLabel('Method')).toHaveValue('PUT')
    await replayOf(app).getByLabel('Target', { exact: true }).fill(sink.url)
    await app.keyboard.press('Control+Enter')
    await expect(replayOf(app).getByText('Replayed to')).toBeVisible()
    expect(sink.requests[0]).toMatchObject({
      method: 'PUT',
      target: '/orders/2?b=2',
      body: Buffer.from('first line\nsecond line'),
    })
    expect(sink.requests[0]?.headers).toContainEqual(['x-odd', 'kept'])
    expect(sink.requests[0]?.headers).toContainEqual(['X-New', '\xe4'])

    await replayOf(app).getByRole('button', { name: 'Discard edits' }).click()
    await expect(replayOf(app).getByLabel('Method')).toHaveValue('POST')
  })

  test('what cannot be signed or sent says why', async ({ app }) => {
    await expect(replayOf(app).getByText('The sender is not recognised')).toBeVisible()
    await expect(replayOf(app).getByRole('switch', { name: 'Re-sign' })).toBeDisabled()
    await replayOf(app).getByRole('tab', { name: 'Headers' }).click()
    await replayOf(app).getByRole('textbox', { name: 'Headers of the replay' }).focus()
    await app.keyboard.press('Control+Home')
    await app.keyboard.type('no colon\n')
    await replayOf(app).getByLabel('Target', { exact: true }).fill('http://127.0.0.1:9/')
    await app.keyboard.press('Control+Enter')
    await expect(replayOf(app).getByRole('alert')).toContainText('Line 1 of the headers is not “Name: value”.')
  })

  test('another computer is asked about once, a target is saved, and the focus comes back', async ({ app }) => {
    const target = replayOf(app).getByLabel('Target', { exact: true })
    await target.fill('http://192.0.2.1:9/hooks')
    await replayOf(app).getByRole('button', { name: 'Recent and saved' }).click()
    await app.getByRole('menuitem', { name: 'Save this target' }).click()
    await target.focus()
    await app.keyboard.press('Control+Enter')
    const question = app.getByRole('dialog', { name: 'Send to another computer?' })
    await expect(question).toContainText('192.0.2.1:9')
    await app.keyboard.press('Escape')
    await expect(question).toHaveCount(0)
    await expect(target).toBeFocused()
    await target.fill('')
    await replayOf(app).getByRole('button', { name: 'Recent and saved' }).click()
    await app.getByRole('menuitem', { name: 'http://192.0.2.1:9/hooks' }).click()
    await expect(target).toHaveValue('http://192.0.2.1:9/hooks')

    await replayOf(app).getByRole('button', { name: 'Close the replay' }).click()
    await expect(rowsOf(app).first()).toBeFocused()
  })
})

test('a sent replay keeps the focus on its button', async ({ app, creel }) => {
  await using sink = await startSink({ status: 200, body: '{}' })
  await creel.send({ body: 'x' })
  await rowsOf(app).first().click()
  await detailOf(app).getByRole('button', { name: 'Replay' }).click()
  await replayOf(app).getByLabel('Target', { exact: true }).fill(sink.url)
  const button = replayOf(app).getByRole('button', { name: 'Send' })
  await button.focus()
  await app.keyboard.press('Enter')
  await expect(replayOf(app).getByText('Replayed to')).toBeVisible()
  await expect(button).toBeFocused()
})

test.describe('of many', () => {
  test.use({ before: { sent: ['/1', '/2', '/3'].map((path) => ({ path, body: path })) } })

  test('what a filter finds is counted, sent in order at a pace, and told', async ({ app }) => {
    await using sink = await startSink({ status: 200, body: '{}' })
    await filterBy(app, '!path:/2 ')
    await app.getByRole('button', { name: 'Replay these…' }).click()
    const dialog = app.getByRole('dialog', { name: 'Replay many' })
    await expect(dialog).toContainText('finds 2 requests')
    expect(sink.requests).toEqual([])
    await dialog.getByLabel('Pace').fill('0')
    await dialog.getByLabel('Target').fill(sink.url)
    await dialog.getByRole('button', { name: 'Replay 2' }).click()
    await expect(dialog.getByRole('alert')).toContainText('A pace is a number')
    await dialog.getByLabel('Pace').fill('50')
    await dialog.getByLabel('Target').fill('http://192.0.2.1:9/')
    await app.keyboard.press('Enter')
    const question = app.getByRole('dialog', { name: 'Send to another computer?' })
    await expect(question).toContainText('192.0.2.1:9')
    await app.keyboard.press('Escape')
    await expect(question).toHaveCount(0)
    await dialog.getByLabel('Target').fill(sink.url)
    await app.keyboard.press('Enter')
    await expect(dialog).toHaveCount(0)
    await expect(app.getByRole('status').filter({ hasText: 'Replayed 2' })).toBeVisible()
    expect(sink.requests.map(({ target }) => target)).toEqual(['/1', '/3'])
    await app.getByRole('button', { name: 'Hide the replay' }).click()
    await expect(app.getByText('Replayed 2')).toHaveCount(0)
  })

  test('selected ones are replayed together, and cancelled', async ({ app }) => {
    await using sink = await startSink({ status: 200, body: '{}' })
    for (const key of ['j', 'x', 'Shift+J']) await app.keyboard.press(key)
    await app.getByRole('toolbar', { name: 'Selected requests' }).getByRole('button', { name: 'Replay 2' }).click()
    const dialog = app.getByRole('dialog', { name: 'Replay many' })
    await expect(dialog).toContainText('2 requests selected')
    await dialog.getByLabel('Target').fill(sink.url)
    await dialog.getByLabel('Pace').fill('0.01')
    await dialog.getByRole('button', { name: 'Replay 2' }).click()
    await expect(app.getByText('Replaying 1 of 2')).toBeVisible()
    await app.getByRole('button', { name: 'Cancel' }).click()
    await expect(app.getByText('Cancelled after 1 of 2')).toBeVisible()
    expect(sink.requests.map(({ target }) => target)).toEqual(['/2'])
  })
})
