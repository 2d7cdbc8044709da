import type { Page } from '@playwright/test'
import { expect, filterBy, rowsOf, test, toastOf } from './support/test.ts'

const openViews = async (app: Page): Promise<void> => app.getByRole('button', { name: /^(Saved views|View: )/ }).click()

test.use({
  before: {
    sent: [
      { path: '/orders', method: 'PUT' },
      { path: '/invoices', method: 'PATCH' },
    ],
  },
})

test('terms become chips that can be edited in place and removed', async ({ app }) => {
  await expect(rowsOf(app)).toHaveCount(2)

  await filterBy(app, 'method:PUT ')
  await expect(rowsOf(app)).toHaveCount(1)
  await app.getByRole('button', { name: 'method PUT', exact: true }).click()
  await app.getByLabel('Edit filter').fill('method:PATCH')
  await app.keyboard.press('Enter')
  await expect(rowsOf(app).first()).toContainText('PATCH')
  expect(new URL(app.url()).hash).toContain('method%3APATCH')

  await app.getByRole('button', { name: 'Remove filter method PATCH' }).click()
  await expect(rowsOf(app)).toHaveCount(2)
})

test('what is being typed is completed: fields, comparisons, values', async ({ app }) => {
  const box = app.getByRole('combobox', { name: 'Filter requests' })
  const suggestions = app.getByRole('listbox', { name: 'Suggestions' })
  await box.pressSequentially('sta')
  await expect(suggestions.getByRole('option')).toHaveText([/^status:/, /^state:/])
  await box.press('ArrowDown')
  await expect(suggestions.getByRole('option', { selected: true })).toHaveText(/^status:/)
  await box.press('Enter')
  await expect(box).toHaveValue('status:')
  await suggestions.getByText('status:>=', { exact: true }).click()
  await expect(box).toHaveValue('status:>=')
  await expect(box).toBeFocused()
  await box.press('ArrowDown')
  await box.press('Tab')
  await expect(app.getByRole('button', { name: 'status >= 200', exact: true })).toBeVisible()
  await expect(box).toHaveValue('')

  await box.pressSequentially('is:')
  await expect(suggestions).toBeVisible()
  await box.press('Escape')
  await expect(suggestions).toBeHidden()
  await expect(box).toBeFocused()
})

test('every mistake is told in one place, and the list shows what the rest finds', async ({ app }) => {
  await filterBy(app, 'sig:perhaps status:many method:PUT ')
  const mistakes = app.getByRole('alert').filter({ hasText: /\S/ })
  await expect(mistakes).toHaveCount(1)
  await expect(mistakes).toContainText('“perhaps” is none of them')
  await expect(mistakes).toContainText('“many” is not a number')
  await expect(rowsOf(app).first()).toBeVisible()
})

test('an exclamation mark turns a term round', async ({ app }) => {
  await expect(rowsOf(app)).toHaveCount(2)
  await filterBy(app, '!method:PUT ')
  await expect(rowsOf(app)).toHaveCount(1)
  await expect(rowsOf(app).first()).toContainText('PATCH')
})

test('what cannot be understood is told under the filter', async ({ app }) => {
  await app.getByLabel('Filter requests').fill('sig:perhaps ')
  await expect(app.getByRole('alert')).toContainText('sig')
  await expect(app.getByLabel('Filter requests')).toHaveAttribute('aria-invalid', 'true')
})

test('a filter is saved as a view, picked again, and deleted with a way back', async ({ app, creel }) => {
  await filterBy(app, 'method:PUT ')
  await openViews(app)
  await app.getByRole('menuitem', { name: 'Save this filter…' }).click()
  await app.getByLabel('Name').fill('Only puts')
  await app.getByRole('button', { name: 'Save view' }).click()
  await expect(toastOf(app, 'View “Only puts” saved')).toBeVisible()

  await app.getByRole('button', { name: 'Remove filter method PUT' }).click()
  await expect(rowsOf(app)).toHaveCount(2)
  await openViews(app)
  await app.getByRole('menuitem', { name: 'Only puts', exact: true }).click()
  await expect(rowsOf(app)).toHaveCount(1)

  await openViews(app)
  await app.getByRole('menuitem', { name: 'Delete “Only puts”' }).click()
  await expect(toastOf(app, 'View “Only puts” deleted')).toBeVisible()
  expect((await creel.call('views.list')).items).toEqual([])
  await app.getByRole('button', { name: 'Undo' }).click()
  await expect(app.getByRole('button', { name: 'View: Only puts' })).toBeVisible()
})
