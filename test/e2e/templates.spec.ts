import type { Page } from '@playwright/test'
import type { Creel } from './support/creel.ts'
import { expect, test } from './support/test.ts'

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
