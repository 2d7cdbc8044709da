import { detailOf, expect, filterBy, rowsOf, test } from './support/test.ts'

test.use({ before: { sent: [{ path: '/1' }, { path: '/2' }] } })

const lists = /api\/v1\/requests\?/

test('while requests are loading their places are held', async ({ app }) => {
  const answer = Promise.withResolvers<void>()
  await app.route(lists, async (route) => {
    await answer.promise
    await route.continue()
  })
  await app.reload()
  await expect(app.getByLabel('Requests are loading')).toBeVisible()
  answer.resolve()
  await expect(rowsOf(app)).toHaveCount(2)
})

test('while a filter is searched for, what was there stays, dimmed', async ({ app }) => {
  const answer = Promise.withResolvers<void>()
  await app.route(lists, async (route) => {
    await answer.promise
    await route.continue()
  })
  await app.getByLabel('Filter requests').fill('path:/1 ')
  const list = app.getByRole('listbox', { name: 'Requests, newest first' })
  await expect(list).toHaveAttribute('aria-busy', 'true')
  await expect(rowsOf(app)).toHaveCount(2)
  answer.resolve()
  await expect(rowsOf(app)).toHaveCount(1)
})

test('a filter that finds nothing says what it was and what there is without it', async ({ app }) => {
  await filterBy(app, 'method:DELETE ')
  await expect(app.getByRole('region', { name: 'Requests' })).toContainText('Nothing matches method:DELETE.')
  await expect(app.getByRole('region', { name: 'Requests' })).toContainText('Without the filter there are 2.')
  await app.getByRole('button', { name: 'Clear filter', exact: true }).click()
  await expect(rowsOf(app)).toHaveCount(2)
})

test('a screen without an opened request says what would stand there', async ({ app }) => {
  await expect(app.getByText('Choose a request to see what arrived')).toBeVisible()
})

test.describe('when something fails', () => {
  test.use({ expectedComplaints: /Failed to load resource|Event/ })

  const problem = {
    status: 500,
    contentType: 'application/problem+json',
    body: JSON.stringify({
      type: 'about:blank',
      title: 'internal',
      status: 500,
      detail: 'Something went wrong inside Creel.',
      code: 'internal',
    }),
  }

  test('the list says what happened, has the details and tries again', async ({ app }) => {
    await app.route(lists, (route) => route.fulfill(problem))
    await app.reload()
    const alert = app.getByRole('alert').filter({ hasText: 'The requests could not be listed' })
    await expect(alert).toContainText('Something went wrong inside Creel.', { timeout: 15_000 })
    await alert.getByText('Details').click()
    await expect(alert).toContainText('code: internal')
    await expect(alert.getByRole('button', { name: 'Copy' })).toBeVisible()
    await app.unroute(lists)
    await alert.getByRole('button', { name: 'Try again' }).click()
    await expect(rowsOf(app)).toHaveCount(2)
  })

  test('a request that is gone is told in its place', async ({ app, creel }) => {
    await app.goto(`${creel.controlUrl}/#/inspect/req_00000000000000000000000000`)
    await expect(app.getByRole('alert')).toContainText('The request could not be shown')
    await expect(rowsOf(app)).toHaveCount(2)
  })

  test('a lost server is counted down, all stays readable, and it comes back by itself', async ({ app, creel }) => {
    await rowsOf(app).first().click()
    await expect(detailOf(app).getByRole('heading', { level: 1 })).toContainText('/2')
    await creel.stop()
    const banner = app.getByRole('alert').filter({ hasText: 'What is shown stays readable' })
    await expect(banner).toBeVisible()
    await expect(app.getByText(/Next try in \d+ s|Trying…/)).toBeVisible()
    await expect(rowsOf(app)).toHaveCount(2)
    await expect(detailOf(app)).toBeVisible()

    await app.keyboard.press('m')
    await expect(app.getByRole('region', { name: 'Messages' })).toContainText('does not answer')

    await creel.startAgain()
    await app.getByRole('button', { name: 'Try now' }).click()
    await expect(banner).toHaveCount(0)
    await creel.send({ path: '/3' })
    await expect(app.getByRole('button', { name: '1 new' })).toBeVisible()
  })
})
