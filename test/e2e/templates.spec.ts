import type { Page } from '@playwright/test'
import type { Creel } from './support/creel.ts'
import { expect, test, toastOf } from './support/test.ts'

const press = async (app: Page, ...keys: string[]): Promise<void> => {
  for (const key of keys) await app.keyboard.press(key)
}

const opened = (app: Page, name: string) => app.getByRole('article', { name: `Template ${name}` })

async function makeTemplate(creel: Creel): Promise<string> {
  return (await creel.call('templates.create', { name: 'Mine', source: '{ "amount": {{ data.amount }} }' })).id
}

test('J and K walk through the templates, C makes one, Esc backs out', async ({ app, creel }) => {
  await makeTemplate(creel)
  const rows = await creel.call('templates.list', {})
  const [first = '', second = ''] = rows.items.map(({ name }) => name)
  await app.goto(`${creel.controlUrl}/#/templates`)
  await app.getByRole('link', { name: first }).waitFor()
  await press(app, 'j')
  await expect(opened(app, first)).toBeVisible()
  await press(app, 'j')
  await expect(opened(app, second)).toBeVisible()
  await press(app, 'k')
  await expect(opened(app, first)).toBeVisible()
  await press(app, 'c')
  await expect(opened(app, 'New template')).toBeVisible()
  await press(app, 'Escape')
  await expect(app.getByText('Choose a template to see its source')).toBeVisible()
})

test('/ finds templates by their names, and what is found stays while one is opened', async ({ app, creel }) => {
  await makeTemplate(creel)
  await app.goto(`${creel.controlUrl}/#/templates`)
  await app.getByRole('link', { name: 'Mine' }).waitFor()
  const count = await app.locator('.side-row').count()
  await press(app, '/')
  await app.keyboard.type('mIn')
  await expect(app.locator('.side-row')).toHaveCount(1)
  await app.getByRole('link', { name: 'Mine' }).click()
  await expect(opened(app, 'Mine')).toBeVisible()
  await app.getByRole('tab', { name: 'Input' }).click()
  await expect(app.locator('.side-row')).toHaveCount(1)
  await app.getByLabel('Find templates').fill('nothing')
  await expect(app.getByText('No template has “nothing” in its name.')).toBeVisible()
  await app.getByRole('button', { name: 'Clear the filter' }).click()
  await expect(app.locator('.side-row')).toHaveCount(count)
})

test('in the editor ⌥↓ and ⌥↑ change the sample, ⌃Space has the fields, ⌘S saves, ⌘⇧S publishes', async ({
  app,
  creel,
}) => {
  const ids: string[] = []
  for (const amount of [149, 42]) {
    ids.unshift((await creel.call('events.publish', { type: 'invoice.paid', data: { amount } })).id)
  }
  const id = await makeTemplate(creel)
  const draft = async () => (await creel.call('templates.get', { id })).draft?.source
  await app.goto(`${creel.controlUrl}/#/templates/${id}`)
  const output = app.locator('.tp-output .view-lines')
  await expect(output).toContainText('42')
  await app.locator('.tp-editor .view-line').first().click()

  await press(app, 'Alt+ArrowDown')
  await expect(app.getByLabel('Sample event')).toHaveValue(ids[1] ?? '')
  await expect(output).toContainText('149')
  await press(app, 'Alt+ArrowUp')
  await expect(output).toContainText('42')

  await press(app, 'Control+a', 'Delete')
  await app.keyboard.type('{ "paid": {{ data.am')
  await press(app, 'Control+Space')
  await expect(app.getByRole('option', { name: /data\.amount/ })).toBeVisible()
  await press(app, 'Enter')
  await app.keyboard.type(' }} }')

  await expect(output).toContainText('paid')
  await press(app, 'Control+s')
  await expect.poll(draft).toBe('{ "paid": {{ data.amount }} }')
  await press(app, 'Control+Shift+S')
  await expect(toastOf(app, 'Version 1 published')).toBeVisible()
})

test('what is written and not saved outlives the screen and the page, is marked in the list and can be dropped', async ({
  app,
  creel,
}) => {
  const id = await makeTemplate(creel)
  await app.goto(`${creel.controlUrl}/#/templates/${id}`)
  const editor = app.locator('.tp-editor .view-lines')
  const row = app.getByRole('link', { name: /^Mine/ })
  await app.locator('.tp-editor .view-line').first().click()
  await press(app, 'Control+End')
  await app.keyboard.type(' written')
  await expect(row).toContainText('not saved')
  await app.getByRole('link', { name: /^Slack blocks/ }).click()
  await expect(opened(app, 'Slack blocks')).toBeVisible()
  await app.reload()
  await row.click()
  await expect(editor).toContainText('written')

  await app.getByRole('button', { name: 'Drop changes' }).click()
  await expect(editor).not.toContainText('written')
  await expect(row).not.toContainText('not saved')
  await app.getByRole('button', { name: 'Undo' }).click()
  await expect(editor).toContainText('written')
  await app.getByRole('button', { name: 'Save draft' }).click()
  await expect(row).not.toContainText('not saved')
  expect((await creel.call('templates.get', { id })).draft?.source).toContain('written')
})
