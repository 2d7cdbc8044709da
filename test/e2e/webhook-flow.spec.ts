import { Webhook as StandardWebhook } from 'standardwebhooks'
import type { Page } from '@playwright/test'
import { openSink } from './support/header-sink.ts'
import { copiedText, expect, test, toastOf } from './support/test.ts'

/** Copies the secret that is shown once. */
async function copySecret(app: Page): Promise<string> {
  const shown = app.getByRole('group', { name: 'New signing secret' })
  await shown.getByRole('button', { name: 'Copy' }).click()
  await expect(toastOf(app, 'Secret copied').first()).toBeVisible()
  const secret = await copiedText(app)
  await shown.getByRole('button', { name: 'Done' }).click()
  return secret
}

test('a webhook is made, an event is delivered and seen, the secret rotated, a test sent with its result in place', async ({
  app,
  creel,
}) => {
  await using sink = await openSink()
  await app.getByRole('navigation').getByRole('link', { name: 'Webhooks' }).click()
  await app.getByRole('button', { name: 'New webhook' }).first().click()
  await app.getByRole('textbox', { name: 'Name' }).fill('ops')
  await app.getByRole('textbox', { name: 'URL' }).fill(sink.url)
  await app.getByRole('checkbox', { name: 'task.created' }).check()
  await app.keyboard.press('Control+s')
  await app.getByRole('article', { name: 'Webhook ops' }).waitFor()
  const first = await copySecret(app)

  const sample = (await creel.call('eventTypes.get', { name: 'task.created' })).sample
  const event = await creel.call('events.publish', { type: 'task.created', data: sample })
  await app.getByRole('tab', { name: 'Deliveries' }).click()
  const row = app
    .getByRole('table', { name: /Deliveries to ops/ })
    .getByRole('row')
    .nth(1)
  await expect(row).toContainText('Delivered')
  await expect(row).toContainText('task.created')
  const [delivered] = sink.requests
  expect(delivered?.headers['webhook-id']).toBe(event.id)
  expect(new StandardWebhook(first).verify(delivered?.body ?? '', delivered?.headers ?? {})).toMatchObject({
    type: 'task.created',
    data: sample,
  })
  await expect(app.getByRole('region', { name: 'Webhooks' })).toContainText('100% delivered')

  await app.getByRole('tab', { name: 'Settings' }).click()
  await app.getByRole('button', { name: 'Rotate…' }).click()
  await app.getByRole('button', { name: 'Rotate', exact: true }).click()
  await expect(app.getByText('Both secrets sign every request until the old one stops.')).toBeVisible()
  const second = await copySecret(app)
  expect(second).not.toBe(first)

  await app.keyboard.press('Control+Enter')
  await app.getByLabel('Event', { exact: true }).selectOption('user.created')
  await app.keyboard.press('Control+Enter')
  const result = app.getByRole('region', { name: 'Result of the test' })
  await expect(result).toContainText('Delivered')
  await expect(result).toContainText('taken by the sink')
  const tested = sink.requests.at(-1)
  for (const secret of [first, second]) {
    expect(new StandardWebhook(secret).verify(tested?.body ?? '', tested?.headers ?? {})).toMatchObject({
      type: 'user.created',
    })
  }

  await app.getByRole('button', { name: 'Check', exact: true }).click()
  await expect(app.getByText('The target can be reached.')).toBeVisible()
  await sink[Symbol.asyncDispose]()
  await app.getByRole('button', { name: 'Check', exact: true }).click()
  await expect(app.getByText('The target cannot be reached as it should.')).toBeVisible()
})

test('a dead letter is replayed from the deliveries of its webhook', async ({ app, creel }) => {
  const made = await creel.call('webhooks.create', {
    name: 'ledger',
    url: 'http://127.0.0.1:9/hooks',
    events: ['task.*'],
    retry: { kind: 'schedule', delaysSeconds: [] },
  })
  await creel.call('events.publish', {
    type: 'task.created',
    data: (await creel.call('eventTypes.get', { name: 'task.created' })).sample,
  })
  await app.goto(`${creel.controlUrl}/#/webhooks/${made.id}/deliveries`)
  const rows = app.getByRole('table', { name: /Deliveries to ledger/ }).getByRole('row')
  await expect(rows.nth(1)).toContainText('Dead letter')
  await using sink = await openSink()
  await creel.call('webhooks.update', { id: made.id, url: sink.url })
  await rows.nth(1).getByRole('button', { name: 'Replay task.created' }).click()
  await expect(rows.filter({ hasText: 'Delivered' })).toHaveCount(1)
  expect(sink.requests).toHaveLength(1)
})
