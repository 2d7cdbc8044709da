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

test.describe('API keys', () => {
  // The input that is bad on purpose.
  test.use({ expectedComplaints: /status of 400 .*api-keys/ })

  test('a key is made with bad input first, shown once, used, rotated, revoked and taken back', async ({
    app,
    creel,
  }) => {
    await app.goto(`${creel.controlUrl}/#/settings`)
    await app.getByRole('link', { name: 'API keys' }).click()
    await expect(app.getByText('No keys yet.')).toBeVisible()
    await app.getByRole('button', { name: 'New key' }).click()
    const dialog = app.getByRole('dialog', { name: 'New API key' })
    await dialog.getByRole('button', { name: 'Make the key' }).click()
    await expect(dialog.getByText('Say what the key is for, in 1 to 80 letters.')).toBeVisible()
    await dialog.getByLabel('Name').fill('CI')
    await dialog.getByLabel('Only these scopes').fill('request:read')
    await dialog.getByRole('button', { name: 'Make the key' }).click()
    await expect(dialog.getByText('This takes in no call with “request:read”')).toBeVisible()
    await dialog.getByLabel('Only these scopes').fill('requests:read, sources:read')
    await dialog.getByRole('button', { name: 'Make the key' }).click()

    const shown = app.getByRole('group', { name: 'New key' })
    await expect(shown).not.toContainText(/creel_[0-9A-Za-z]{49}/)
    await shown.getByRole('button', { name: 'Show' }).click()
    const token = (await shown.locator('code').textContent()) ?? ''
    const ask = (path: string) => fetch(creel.controlUrl + path, { headers: { authorization: `Bearer ${token}` } })
    expect((await ask('/api/v1/requests')).status).toBe(200)
    expect((await ask('/api/v1/webhooks')).status).toBe(403)
    await shown.getByRole('button', { name: 'Done' }).click()
    await expect(app.getByText(token)).toHaveCount(0)

    await app.getByRole('button', { name: 'Rotate CI' }).click()
    await expect(app.getByText('Replaced, ends in 24 h')).toBeVisible()
    await expect(shown).toBeVisible()
    expect((await ask('/api/v1/requests')).status).toBe(200)
    await app.getByRole('button', { name: 'Revoke CI' }).first().click()
    await expect(toastOf(app, '“CI” was revoked')).toBeVisible()
    expect((await ask('/api/v1/requests')).status).toBe(401)
    await app.getByRole('region', { name: 'Messages' }).getByRole('button', { name: 'Undo' }).click()
    await expect(app.getByText('Replaced, ends in 24 h')).toBeVisible()
    expect((await ask('/api/v1/requests')).status).toBe(200)
  })
})
