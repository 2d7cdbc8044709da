import { expect, test } from './support/test.ts'

// Whoever is not let in is told so with this status.
test.use({ expectedComplaints: /status of 401/ })

test('a link lets one browser in, once', async ({ page, creel, browser }) => {
  const link = await creel.enter()
  await page.goto(link)
  await expect(page.getByRole('heading', { name: 'Ready to receive.' })).toBeVisible()
  expect(page.url(), 'the code does not stay in the address').not.toContain('enter')

  await using context = await browser.newContext()
  const other = await context.newPage()
  await other.goto(link)
  await expect(other.getByRole('heading', { name: 'This link no longer works.' })).toBeVisible()
  await expect(other.getByText('creel open')).toBeVisible()
})

test('a browser that was let in stays so after a reload', async ({ app }) => {
  await app.reload()
  await expect(app.getByRole('heading', { name: 'Ready to receive.' })).toBeVisible()
})

test('a code that was never given lets nobody in', async ({ page, creel }) => {
  await page.goto(`${creel.controlUrl}/#/enter/nobody-was-given-this`)
  await expect(page.getByRole('heading', { name: 'This link no longer works.' })).toBeVisible()
})

test('a browser without a session is told how to get one', async ({ page, creel }) => {
  await page.goto(creel.controlUrl)
  await expect(page.getByRole('heading', { name: 'This browser is not let in yet.' })).toBeVisible()
  await expect(page.getByText('creel open')).toBeVisible()
})

test('a browser that is shut out sees nothing any more', async ({ app, creel }) => {
  const [session] = (await creel.call('session.list')).items
  await creel.call('session.revoke', { id: session?.id ?? '' })
  await app.reload()
  await expect(app.getByRole('heading', { name: 'This browser is not let in yet.' })).toBeVisible()
  await expect(app.getByText(creel.sourceUrl)).toHaveCount(0)
})
