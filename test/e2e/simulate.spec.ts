import { checkCareless, simulate } from './support/simulate-screens.ts'
import { expect, rowsOf, test } from './support/test.ts'

test('by keyboard alone an event is found, edited, sent, and seen as the source caught it', async ({ app, creel }) => {
  await app.keyboard.press('g')
  await app.keyboard.press('s')
  await app.getByRole('region', { name: 'Simulate' }).waitFor()
  await app.keyboard.press('/')
  await app.keyboard.type('payment_failed')
  const event = app.getByRole('button', { name: 'invoice.payment_failed' })
  await expect(event).toBeVisible()
  for (let stop = 0; stop < 10 && !(await event.evaluate((element) => element === document.activeElement)); stop += 1) {
    await app.keyboard.press('Tab')
  }
  await app.keyboard.press('Enter')
  const amount = app.getByLabel('Amount (smallest unit)')
  await amount.focus()
  await app.keyboard.press('Control+a')
  await app.keyboard.type('4242')
  await app.getByText('Expected:').waitFor()
  await app.keyboard.press('Control+Enter')
  const sent = app.getByRole('region', { name: 'Sent' })
  await expect(sent.getByText(/first-hook: Captured/)).toBeVisible()
  await sent.getByRole('link', { name: 'Open' }).focus()
  await app.keyboard.press('Enter')
  await expect(rowsOf(app).filter({ hasText: 'invoice.payment_failed' })).toHaveCount(1)
  const { items } = await creel.call('requests.list', { limit: 1 })
  const { items: types } = await creel.call('requests.list', { q: '$.data.object.amount_due:4242' })
  expect(types.map(({ id }) => id)).toEqual([items[0]?.id])
})

test('what is sent badly is told as expected or not', async ({ app, creel }) => {
  const [source] = (await creel.call('sources.list')).items
  await creel.call('sources.addSecret', { id: source?.id ?? '', secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' })
  await creel.call('sources.update', { id: source?.id ?? '', verificationPolicy: 'strict', provider: 'stripe' })
  await simulate(app, creel)
  await app.getByLabel('Wrong secret').check()
  await app.getByText('Refused: this source is strict.').waitFor()
  await app.keyboard.press('Control+Enter')
  await expect(app.getByRole('region', { name: 'Sent' }).getByText(/Refused.*as expected/)).toBeVisible()
})

test('the report of a check tells what a careless handler took, and what to do', async ({ app, creel }) => {
  const id = await checkCareless(creel)
  await app.goto(`${creel.controlUrl}/#/simulate/checks/${id}`)
  const refused = app.getByRole('listitem').filter({ hasText: 'Refuses an event signed with another secret' })
  await expect(refused).toContainText('Failed')
  await expect(refused).toContainText('Verify the signature over the raw body')
  await expect(app.getByRole('status').filter({ hasText: 'of 100' })).toContainText('9 passed, 4 failed, 0 skipped')
})

test('a ready-made script is chosen, plays, is judged and begins again', async ({ app, creel }) => {
  const [source] = (await creel.call('sources.list')).items
  await app.goto(`${creel.controlUrl}/#/sources/${source?.id ?? ''}`)
  await app.getByLabel('Script', { exact: true }).selectOption('fails-3-times')
  await expect(app.getByText('It answers 503, 3 times; then the usual answer.')).toBeVisible()
  const statuses = []
  for (let attempt = 0; attempt < 4; attempt += 1)
    statuses.push(await creel.send({ method: 'POST', body: '{"id":"evt_1"}' }))
  expect(statuses).toEqual([503, 503, 503, 200])
  const verdict = app.getByRole('region', { name: 'Verdict on the sender' })
  await expect(verdict.getByText('4 requests since')).toBeVisible()
  await expect(verdict.getByRole('listitem').filter({ hasText: 'Tries again after a failure' })).toContainText('Yes')
  await app.getByRole('button', { name: 'Begin again with step 1' }).click()
  await expect(verdict.getByText('Nothing has come since')).toBeVisible()
  expect(await creel.send({ method: 'POST', body: '{}' })).toBe(503)
})
