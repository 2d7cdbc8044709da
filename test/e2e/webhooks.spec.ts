import type { Locator, Page } from '@playwright/test'
import type { Creel } from './support/creel.ts'
import { roomBesidePlaceholder } from './support/placeholder.ts'
import { copiedText, expect, test, toastOf } from './support/test.ts'

const url = 'http://127.0.0.1:9/hooks'

const make = (creel: Creel, name: string, more: object = {}) =>
  creel.call('webhooks.create', { name, url, events: ['task.created'], ...more })

const paneOf = (app: Page, name: string): Locator => app.getByRole('article', { name: `Webhook ${name}` })

const listOf = (app: Page): Locator => app.getByRole('region', { name: 'Webhooks' })

async function open(app: Page, creel: Creel, id: string): Promise<void> {
  await app.goto(`${creel.controlUrl}/#/webhooks/${id}`)
  await app.getByRole('tab', { name: 'Settings' }).waitFor()
}

test('a webhook is made by keyboard: mistakes stand at their fields, the draft survives, the secret shows once', async ({
  app,
  creel,
}) => {
  await app.keyboard.press('g')
  await app.keyboard.press('w')
  await listOf(app).waitFor()
  await app.keyboard.press('c')
  await app.getByRole('textbox', { name: 'URL' }).fill('example.com')
  await app.keyboard.press('Control+s')
  await expect(app.getByText('This must be an absolute http or https URL.')).toBeVisible()
  await expect(app.getByText('This is missing.')).toBeVisible()
  await expect(app.getByText('Choose at least one.')).toBeVisible()
  await expect(app.getByRole('textbox', { name: 'Name' })).toBeFocused()
  expect((await creel.call('webhooks.list')).items).toEqual([])

  await app.getByRole('textbox', { name: 'Name' }).fill('ops')
  await app.getByRole('checkbox', { name: 'task.created' }).check()
  await app.getByRole('navigation').getByRole('link', { name: 'Inspect' }).click()
  await app.reload()
  await app.getByRole('navigation').getByRole('link', { name: 'Webhooks' }).click()
  await listOf(app)
    .getByRole('link', { name: /New webhook/ })
    .click()
  await expect(app.getByRole('textbox', { name: 'Name' })).toHaveValue('ops')
  await expect(app.getByRole('checkbox', { name: 'task.created' })).toBeChecked()

  await app.getByRole('textbox', { name: 'URL' }).fill(url)
  await app.keyboard.press('Control+s')
  await paneOf(app, 'ops').waitFor()
  const shown = app.getByRole('group', { name: 'New signing secret' })
  await expect(shown).toContainText('whsec_•')
  await shown.getByRole('button', { name: 'Copy' }).click()
  await expect(toastOf(app, 'Secret copied')).toBeVisible()
  const secret = await copiedText(app)
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/=]{43,}$/)
  await shown.getByRole('button', { name: 'Show' }).click()
  await expect(shown).toContainText(secret)
  await shown.getByRole('button', { name: 'Done' }).click()
  await expect(paneOf(app, 'ops')).not.toContainText(secret)
  const [made] = (await creel.call('webhooks.list')).items
  expect(made).toMatchObject({ name: 'ops', url, events: ['task.created'], status: 'active' })
})

test.describe('with a refusal', () => {
  test.use({ expectedComplaints: /status of 400/ })

  test('a change is saved whole and taken back, and what the server refuses stands at its field', async ({
    app,
    creel,
  }) => {
    const { id } = await make(creel, 'ops')
    await open(app, creel, id)
    await app.getByRole('textbox', { name: 'Name' }).fill('operations')
    await app.getByLabel('Answer within (seconds)').fill('0.5')
    await app.getByRole('button', { name: /^Save/ }).click()
    await expect(app.getByText('This must be at least 1.')).toBeVisible()
    await app.getByLabel('Answer within (seconds)').fill('2.5')
    await app.getByRole('button', { name: /^Save/ }).click()
    await expect(toastOf(app, 'Webhook operations saved')).toBeVisible()
    expect(await creel.call('webhooks.get', { id })).toMatchObject({ name: 'operations', timeoutMs: 2500 })
    await app.getByRole('button', { name: 'Undo' }).click()
    await expect(app.getByRole('heading', { level: 1, name: 'ops' })).toBeVisible()
    expect(await creel.call('webhooks.get', { id })).toMatchObject({ name: 'ops', timeoutMs: 15_000 })

    await app.getByRole('button', { name: 'Header' }).click()
    await app.getByLabel('Name of header 1').fill('webhook-signature')
    await app.getByLabel('Value of webhook-signature').fill('mine')
    await app.getByRole('button', { name: /^Save/ }).click()
    await expect(app.getByText('This is set already, by the signature')).toBeVisible()
  })
})

test('the list is filtered by words and fields', async ({ app, creel }) => {
  await make(creel, 'ops')
  await make(creel, 'ledger', { events: ['user.*'] })
  const legacy = await make(creel, 'legacy sync')
  await creel.call('webhooks.pause', { id: legacy.id })
  await app.goto(`${creel.controlUrl}/#/webhooks`)
  const rows = listOf(app).getByRole('listitem')
  await expect(rows).toHaveCount(3)
  await app.keyboard.press('/')
  await app.keyboard.type('le')
  await expect(rows).toHaveCount(2)
  await app.keyboard.type(' status:paused')
  await expect(rows).toHaveText([/legacy sync.*Paused/s])
  await app.getByLabel('Filter webhooks').fill('event:user.created')
  await expect(rows).toHaveText([/ledger/])
  await app.getByLabel('Filter webhooks').fill('event:alert.raised')
  await app.getByRole('button', { name: 'Clear the filter' }).click()
  await expect(rows).toHaveCount(3)
})

test('of a wrong pattern that alone is said, and in the filter what is no field; its example has room', async ({
  app,
  creel,
}) => {
  await app.goto(`${creel.controlUrl}/#/webhooks/new`)
  await expect(app.getByRole('combobox', { name: 'Envelope' })).toBeVisible()
  const patterns = app.getByRole('textbox', { name: 'Other types and patterns' })
  await patterns.fill('task..created')
  await app.keyboard.press('Control+s')
  await expect(app.getByText('task..created is no type such as')).toBeVisible()
  await expect(app.getByText('This is missing.').first()).toBeVisible()
  await expect(app.getByText('Choose at least one.')).toBeHidden()
  await patterns.fill('')
  await app.keyboard.press('Control+s')
  await expect(app.getByText('Choose at least one.')).toBeVisible()
  const filter = app.getByLabel('Filter webhooks')
  expect(await roomBesidePlaceholder(filter)).toBeGreaterThanOrEqual(0)
  await filter.fill('foo:bar')
  await expect(app.getByRole('alert').filter({ hasText: '“foo” is not a field.' })).toBeVisible()
})

test('a secret is rotated on its time line and finished', async ({ app, creel }) => {
  const { id } = await make(creel, 'ops')
  await open(app, creel, id)
  await app.getByRole('button', { name: 'Rotate…' }).click()
  await app.getByLabel('Both secrets sign', { exact: true }).selectOption({ label: 'For 7 d' })
  await app.getByRole('button', { name: 'Rotate', exact: true }).click()
  await expect(app.getByText('Both secrets sign every request until the old one stops.')).toBeVisible()
  await expect(app.getByRole('img', { name: /^The new secret signs from .* the old one signs until/ })).toBeVisible()
  const rotating = (await creel.call('webhooks.get', { id })).secrets
  expect(rotating.map(({ state }) => state)).toEqual(['current', 'previous'])

  await app.getByRole('button', { name: 'Finish now' }).click()
  await app.getByRole('button', { name: 'Finish the rotation' }).click()
  await expect(app.getByRole('button', { name: 'Rotate…' })).toBeVisible()
  const finished = (await creel.call('webhooks.get', { id })).secrets
  expect(finished.map(({ state }) => state)).toEqual(['current', 'ended'])
  expect(finished[0]?.id).toBe(rotating[0]?.id)
})

test('a webhook is paused, resumed, deleted, and brought back as it was', async ({ app, creel }) => {
  const { id } = await make(creel, 'ops')
  await open(app, creel, id)
  const power = app.getByRole('switch')
  await power.click()
  await expect(power).toHaveText('Paused')
  await app.getByRole('button', { name: 'Undo' }).click()
  await expect(power).toHaveText('On')

  await app.getByRole('button', { name: 'Delete ops' }).click()
  await expect(listOf(app).getByRole('listitem')).toHaveCount(0)
  // The feed may empty the list before the message offers the way back.
  await expect(toastOf(app, 'Webhook ops deleted')).toBeVisible()
  await app.keyboard.press('z')
  await expect.poll(() => creel.call('webhooks.get', { id })).toMatchObject({ status: 'active', deletedAt: null })
  await paneOf(app, 'ops').waitFor()
})
