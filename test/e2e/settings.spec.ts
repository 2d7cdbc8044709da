import { expect, test, toastOf } from './support/test.ts'

test('a limit that is none is told at its field and changes nothing; a good one is kept and can be undone', async ({
  app,
  creel,
}) => {
  const keptDays = async () => (await creel.call('settings.get', {})).retention.maxAgeDays
  await app.getByRole('link', { name: 'Settings' }).click()
  const days = app.getByLabel('Age in days')
  await expect(days).toHaveValue('7')

  await days.fill('abc')
  await days.press('Enter')
  await expect(app.getByText('More than 0 and at most 3,650 days, or empty.')).toBeVisible()
  expect(await keptDays()).toBe(7)

  await days.fill('30')
  await days.press('Enter')
  await expect(toastOf(app, 'Kept up to 30 days')).toBeVisible()
  expect(await keptDays()).toBe(30)
  await app.getByRole('region', { name: 'Messages' }).getByRole('button', { name: 'Undo' }).click()
  await expect(days).toHaveValue('7')
  expect(await keptDays()).toBe(7)
})
