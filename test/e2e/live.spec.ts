import { detailOf, expect, filterBy, rowsOf, test } from './support/test.ts'

test.use({ before: { sent: [{ path: '/1' }, { path: '/2' }] } })

test('rows stream in while nobody reads', async ({ app, creel }) => {
  await creel.send({ path: '/3' })
  await expect(rowsOf(app)).toHaveCount(3)
  await expect(rowsOf(app).first()).toContainText('/3')
})

test('rows hold still while one is read, and N takes you to the new ones', async ({ app, creel }) => {
  await rowsOf(app).last().click()
  await creel.send({ path: '/3' })
  await creel.send({ path: '/4' })
  await expect(app.getByRole('button', { name: '2 new' })).toBeVisible()
  await expect(rowsOf(app)).toHaveCount(2)
  await expect(detailOf(app).getByRole('heading', { level: 1 })).toContainText('/1')
  await app.keyboard.press('n')
  await expect(rowsOf(app)).toHaveCount(4)
  await expect(app.getByRole('button', { name: '2 new' })).toHaveCount(0)
})

test('what waited streams in once nobody reads any more', async ({ app, creel }) => {
  await rowsOf(app).first().focus()
  await creel.send({ path: '/3' })
  await expect(app.getByRole('button', { name: '1 new' })).toBeVisible()
  await app.keyboard.press('Escape')
  await expect(rowsOf(app)).toHaveCount(3)
})

test('what comes after those that waited does not jump the queue', async ({ app, creel }) => {
  await app.keyboard.press('j')
  await creel.send({ path: '/waits' })
  await expect(app.getByRole('button', { name: '1 new' })).toBeVisible()
  await app.keyboard.press('Escape')
  await creel.send({ path: '/later' })
  await expect(rowsOf(app).first()).toContainText('/later')
  expect((await rowsOf(app).allTextContents())[1]).toContain('/waits')
})

test('a pause counts, and shows no rows', async ({ app, creel }) => {
  await app.getByRole('button', { name: 'Pause live updates' }).click()
  await creel.send({ path: '/3' })
  await expect(app.getByText('Paused, 1 new')).toBeVisible()
  await expect(rowsOf(app)).toHaveCount(2)
  await app.getByRole('button', { name: 'Resume live updates' }).click()
  await expect(rowsOf(app)).toHaveCount(3)
})

test('above 20 a second the list stops streaming and says so, the tape goes on', async ({ app, creel }) => {
  let isDone = false
  const flood = (async () => {
    while (!isDone) await Promise.all(Array.from({ length: 10 }, () => creel.send()))
  })()
  await expect(app.getByText('More than 20 a second')).toBeVisible()
  isDone = true
  await flood
  await expect(app.getByText('More than 20 a second')).toHaveCount(0, { timeout: 15_000 })
  const { count } = await creel.call('requests.count')
  await expect(app.getByRole('button', { name: new RegExp(`Arrivals .* ${count} requests`) })).toBeVisible()
  await expect(rowsOf(app).first()).toHaveAttribute('aria-setsize', String(count))
})

test('a filtered list takes in only what meets the filter', async ({ app, creel }) => {
  await filterBy(app, 'method:PUT ')
  await creel.send({ path: '/no' })
  await creel.send({ path: '/yes', method: 'PUT' })
  await expect(rowsOf(app)).toHaveCount(1)
  await expect(rowsOf(app).first()).toContainText('/yes')
  await app.getByRole('button', { name: /^Remove filter/ }).click()
  await expect(rowsOf(app)).toHaveCount(4)
})

test('what arrives while another screen is shown stands in the list afterwards', async ({ app, creel }) => {
  await app.getByRole('link', { name: 'Settings' }).click()
  await expect(app.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible()
  await creel.send({ path: '/3' })
  await expect(app.getByRole('navigation').getByText('3')).toBeVisible()
  await app.getByRole('link', { name: 'Inspect' }).click()
  await expect(rowsOf(app)).toHaveCount(3)
})

test('what arrives while the list is being fetched is not lost', async ({ app, creel }) => {
  const arrival = Promise.withResolvers<void>()
  await app.route(/api\/v1\/requests\?/, async (route) => {
    const old = await route.fetch()
    await arrival.promise
    await route.fulfill({ response: old })
  })
  await app.reload()
  await app.getByRole('region', { name: 'Requests' }).getByText('2 kept').waitFor()
  await creel.send({ path: '/3' })
  await app.getByRole('region', { name: 'Requests' }).getByText('3 kept').waitFor()
  arrival.resolve()
  await expect(rowsOf(app)).toHaveCount(3)
})

test('what arrives before the feed is open is shown once it is', async ({ app, creel }) => {
  const open = Promise.withResolvers<void>()
  await app.route('**/api/v1/feed', async (route) => {
    await open.promise
    await route.continue()
  })
  await app.reload()
  await expect(rowsOf(app)).toHaveCount(2)
  await creel.send({ path: '/3' })
  open.resolve()
  await expect(rowsOf(app)).toHaveCount(3)
})

test('what is changed between the first fetch and the first word of the feed is not lost', async ({ app, creel }) => {
  const changed = Promise.withResolvers<void>()
  await app.route(/api\/v1\/feed/, async (route) => {
    await changed.promise
    await route.continue()
  })
  await app.reload()
  await app.getByRole('button', { name: 'Saved views' }).click()
  await expect(app.getByText('No saved views yet')).toBeVisible()
  await creel.call('views.create', { name: 'made meanwhile', q: 'm:POST' })
  changed.resolve()
  await expect(app.getByRole('menuitem', { name: 'made meanwhile' })).toBeVisible()
})

test('those who cannot see the list are told of arrivals', async ({ app, creel }) => {
  await creel.send()
  await expect(app.locator('[aria-live="polite"]').getByText(/\d new requests?/)).toBeAttached()
})
