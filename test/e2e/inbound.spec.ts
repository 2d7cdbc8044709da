import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test, toastOf } from './support/test.ts'
import { callInbound } from '#test/support/inbound-call.ts'

const goTo = (url: string): string => `${url}/#/settings/inbound`

test('inbound tasks are switched on, the sample runs as it was copied, and each call is seen with what became of it', async ({
  app,
  creel,
}) => {
  await app.goto(goTo(creel.controlUrl))
  await expect(app.getByRole('button', { name: 'Send a sample' })).toBeDisabled()
  await app.getByRole('switch', { name: 'Off' }).click()
  const made = app.getByRole('group', { name: 'New inbound secret' })
  await expect(made).toContainText('It is shown this once.')
  await expect(made.locator('code')).toContainText('•')

  await app.getByRole('button', { name: 'Copy with the secret' }).click()
  await expect(toastOf(app, 'Sample with its secret copied')).toBeVisible()
  const script = await app.evaluate(() => navigator.clipboard.readText())
  const { stdout } = await promisify(execFile)('sh', ['-c', script])
  expect(JSON.parse(stdout)).toMatchObject({ externalId: 'demo-1', title: 'A task from outside' })
  const calls = app.getByRole('region', { name: 'Last calls' })
  await expect(calls.getByRole('row').nth(1)).toContainText('Made')

  await app.getByRole('button', { name: 'Send a sample' }).click()
  await expect(app.getByText('The task “A task from outside” is known.')).toBeVisible()
  await expect(calls.getByRole('row').nth(1)).toContainText('Already so')

  const { url } = await creel.call('inbound.get', {})
  await callInbound(url, 'another secret', { title: 'x' })
  await expect(calls.getByRole('row').nth(1)).toContainText('does not fit the secret')
  await expect(calls.getByRole('row')).toHaveCount(4)

  await made.getByRole('button', { name: 'Done' }).click()
  await expect(made).toHaveCount(0)
  await app.getByRole('switch', { name: 'On' }).click()
  expect((await fetch(url, { method: 'POST' })).status).toBe(404)
  await app.keyboard.press('z')
  await expect(app.getByRole('switch', { name: 'On' })).toBeVisible()
})

test('a mapping is made for a pasted body by keyboard, says what does not fit, survives a reload and reads the next call', async ({
  app,
  creel,
}) => {
  const { secret, inbound } = await creel.call('inbound.rotateSecret', {})
  await creel.call('inbound.update', { enabled: true })
  await app.goto(goTo(creel.controlUrl))
  const body = { issue: { key: 'PAY-7', fields: { summary: 'Refund', state: 'Ready to ship' } } }
  await app.getByLabel('Body to try it on').fill('{"issue": ')
  await expect(app.getByRole('alert')).toContainText('This is not JSON')
  await app.getByLabel('Body to try it on').fill(JSON.stringify(body))
  await expect(app.getByText('Such a call would be refused.')).toContainText('title')

  const place = (field: string) => app.getByRole('combobox', { name: `Where ${field} stands` })
  await place('Title').focus()
  await app.keyboard.type('issue.fields.summary')
  const lineOf = (field: string) => app.getByRole('row').filter({ has: place(field) })
  await expect(lineOf('Title')).toContainText('Refund')
  await place('External id').fill('issue.key')
  await place('Status').fill('issue.fields.state')
  await expect(lineOf('Status')).toContainText('“Ready to ship” is no status')
  const word = app.getByRole('textbox', { name: 'A word for a status' })
  await expect(word).toHaveValue('Ready to ship')
  await word.fill('Shipped')
  await place('Status').fill('=Nowhere')
  await expect(lineOf('Status')).toContainText('“Nowhere” is no status')
  await expect(word).toHaveValue('Shipped')
  await place('Status').fill('issue.fields.state')
  await word.fill('Ready to ship')
  await app.getByRole('combobox', { name: 'What the word for a status means' }).selectOption('waiting_for_approval')
  await app.getByRole('button', { name: 'Add the word for a status' }).press('Enter')
  await expect(app.getByText('A signed call with this body would make a task.')).toBeVisible()

  await app.reload()
  await expect(place('Title')).toHaveValue('issue.fields.summary')
  expect((await creel.call('inbound.get', {})).mapping.fields).toEqual({})
  const { promise: isChanged, resolve: answer } = Promise.withResolvers<void>()
  await app.route('**/api/v1/inbound', async (route) => {
    if (route.request().method() === 'PATCH') await isChanged
    await route.continue()
  })
  await app.keyboard.press('Control+s')
  await place('Labels').fill('issue.labels')
  answer()
  await expect(toastOf(app, 'Mapping saved')).toBeVisible()
  await expect(place('Labels')).toHaveValue('issue.labels')
  expect((await creel.call('inbound.get', {})).mapping.fields.labels).toBeUndefined()
  await app.getByRole('button', { name: 'Drop changes' }).click()
  await expect(place('Labels')).toHaveValue('')
  expect((await callInbound(inbound.url, secret, body)).status).toBe(201)
  await expect(app.getByLabel('Body to try it on')).toHaveValue(JSON.stringify(body, null, 2))
  await expect(app.getByText('A signed call with this body would change a task that is known.')).toBeVisible()

  await place('Title').fill('nowhere')
  await expect(app.getByRole('button', { name: 'Drop changes' })).toBeVisible()
  await app.getByRole('button', { name: 'Drop changes' }).click()
  await expect(place('Title')).toHaveValue('issue.fields.summary')
})

test('scopes and addresses apply at once, a mistake says what is right, and a change can be taken back', async ({
  app,
  creel,
}) => {
  await creel.call('inbound.rotateSecret', {})
  await creel.call('inbound.update', { enabled: true })
  await app.goto(goTo(creel.controlUrl))
  await app.getByLabel('Allowed addresses').fill('203.0.113.0/99')
  await app.getByLabel('Allowed addresses').blur()
  await expect(app.getByRole('alert')).toContainText('Each line is an IP address or a range')
  await app.getByLabel('Allowed addresses').fill('203.0.113.0/24')
  await app.getByLabel('Allowed addresses').blur()
  await expect(toastOf(app, 'Allowed addresses changed')).toBeVisible()
  await app.getByRole('button', { name: 'Send a sample' }).click()
  await expect(app.getByText('This address is not on the list of the workspace.').first()).toBeVisible()
  await app.getByRole('switch', { name: 'Make tasks' }).click()
  await expect.poll(async () => (await creel.call('inbound.get', {})).mayCreate).toBe(false)
  await app.keyboard.press('z')
  await expect.poll(async () => (await creel.call('inbound.get', {})).mayCreate).toBe(true)
})

test('a secret that is made while its dialog is closed and the screen is left is shown on coming back', async ({
  app,
  creel,
}) => {
  await creel.call('inbound.rotateSecret', {})
  const { promise: isLeft, resolve: leave } = Promise.withResolvers<void>()
  await app.route('**/inbound/rotate-secret', async (route) => {
    await isLeft
    await route.continue()
  })
  await app.goto(goTo(creel.controlUrl))
  await app.getByRole('button', { name: 'Rotate…' }).click()
  await app.getByRole('button', { name: 'Rotate', exact: true }).click()
  await app.keyboard.press('Escape')
  await app.goto(`${creel.controlUrl}/#/settings/tools`)
  await app.getByRole('heading', { name: 'Tool servers' }).waitFor()
  const isAnswered = app.waitForResponse('**/inbound/rotate-secret')
  leave()
  await isAnswered
  await app.goto(goTo(creel.controlUrl))
  await expect(app.getByRole('group', { name: 'New inbound secret' })).toContainText('It is shown this once.')
})
