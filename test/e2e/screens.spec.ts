import { expect, test } from './support/test.ts'

const scriptOfWebhooks = '**/assets/webhooks-screen-*.js'

test('the other screens are read when the first one is there, so that none has to be waited for', async ({
  page,
  creel,
}) => {
  const scripts: string[] = []
  page.on('requestfinished', (request) => scripts.push(new URL(request.url()).pathname))
  await page.goto(await creel.enter())
  for (const name of ['deliveries', 'triggers', 'webhooks', 'templates', 'tasks', 'simulate', 'source', 'settings'])
    await expect.poll(() => scripts.some((path) => path.startsWith(`/assets/${name}-screen-`)), name).toBe(true)
  // From here on nothing is fetched for a screen.
  await page.route('**/assets/*.js', (route) => route.abort())
  await page.keyboard.press('g')
  await page.keyboard.press('w')
  await expect(page.getByRole('region', { name: 'Webhooks' })).toBeVisible()
})

test('a link leads straight to a screen that is not the first', async ({ app, creel }) => {
  await app.goto('about:blank')
  await app.goto(`${creel.controlUrl}/#/settings/general`)
  await expect(app.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible()
})

test.describe('after an update', () => {
  test.use({ expectedComplaints: /status of 404/ })

  test('a page that is old says that a screen is gone, and is loaded again from there', async ({ app, creel }) => {
    await app.route(scriptOfWebhooks, (route) => route.fulfill({ status: 404 }))
    await app.goto('about:blank')
    await app.goto(`${creel.controlUrl}/#/webhooks`)
    const alert = app.getByRole('alert').filter({ hasText: 'This screen could not be loaded' })
    await expect(alert).toContainText('Load the page again')
    await app.unroute(scriptOfWebhooks)
    await alert.getByRole('button', { name: 'Load the page again' }).click()
    await expect(app.getByRole('region', { name: 'Webhooks' })).toBeVisible()
  })
})
