import type { Page, Request as PageRequest } from '@playwright/test'
import { detailOf, expect, filterBy, rowsOf, test } from './support/test.ts'
import { hostileMarkup } from './support/hostile-markup.ts'
import type { Sent } from './support/creel.ts'

// A sandboxed frame reports each script and address that it refuses: that is what is wanted of it.
test.use({
  expectedComplaints:
    /Blocked script execution in 'about:srcdoc'|violates the following Content Security Policy|Unsafe attempt to load URL/,
})

/** Watches for what must not happen: a script that ran, a dialog, a request to anywhere else, a broken policy of the page. */
async function watch(page: Page): Promise<() => Promise<string[]>> {
  const seen: string[] = []
  const ends: Promise<void>[] = []
  await page.exposeFunction('creelWasHacked', (from: string) => seen.push(`script: ${from}`))
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      ;(window as unknown as { creelWasHacked: (from: string) => void }).creelWasHacked(
        `policy ${event.violatedDirective} ${event.blockedURI} ${event.sample}`,
      )
    })
  })
  page.on('dialog', (dialog) => {
    seen.push(`dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  const own = new URL(page.url()).origin
  // Chromium sometimes tells of a request that its policy then keeps from leaving.
  const note = async (request: PageRequest): Promise<void> => {
    await request.response().catch(() => null)
    if (request.failure()?.errorText !== 'csp') seen.push(`request: ${request.url()}`)
  }
  page.on('request', (request) => {
    const url = new URL(request.url())
    if (/^https?:|^wss?:/.test(url.protocol) && url.origin !== own) ends.push(note(request))
  })
  page.on('popup', () => seen.push('popup'))
  await page.reload()
  return async () => {
    await Promise.all(ends)
    return seen
  }
}

/** Waits until a request is shown, and its body: until then the one before stays in sight. */
async function waitForRequest(page: Page, id: string): Promise<void> {
  await expect(detailOf(page)).toHaveAttribute('data-request', id)
  await expect(detailOf(page).locator('[aria-busy="true"]')).toHaveCount(0)
}

const wrappers: readonly ((payload: string) => Sent)[] = [
  (payload) => ({ path: `/${encodeURIComponent(payload)}?q=${encodeURIComponent(payload)}` }),
  (payload) => ({ headers: { 'x-note': payload.replaceAll(/[^\t\x20-\x7e]/g, '?'), 'user-agent': 'x' } }),
  (payload) => ({
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ type: payload, [payload]: payload }),
  }),
  (payload) => ({ headers: { 'content-type': 'text/html' }, body: `<!doctype html><body>${payload}` }),
  (payload) => ({
    headers: { 'content-type': 'image/svg+xml' },
    body: `<svg xmlns="http://www.w3.org/2000/svg"><foreignObject>${payload}</foreignObject></svg>`,
  }),
]

test('nothing that arrives runs in the page or makes it call out', async ({ app, creel }) => {
  test.setTimeout(600_000)
  const seen = await watch(app)
  const sent = hostileMarkup.map(
    (payload, index) => (wrappers[index % wrappers.length] ?? wrappers[0])?.(payload) ?? {},
  )
  expect(sent.length).toBeGreaterThanOrEqual(60)
  for (const one of sent) await creel.send(one)
  await app.goto(`${creel.controlUrl}/#/inspect`)
  await app.keyboard.press('n')
  await expect(rowsOf(app).first()).toHaveAttribute('aria-setsize', String(sent.length))

  const newestFirst = (await creel.call('requests.list', { limit: 100 })).items.map(({ id }) => id)
  await rowsOf(app).first().click()
  for (const [index, id] of newestFirst.entries()) {
    await waitForRequest(app, id)
    if (index < wrappers.length) for (const tab of ['2', '3', '4', '5']) await app.keyboard.press(tab)
    await app.keyboard.press('1')
    await expect(
      detailOf(app).getByRole('radiogroup', { name: 'View' }).or(detailOf(app).getByText('No body.')),
    ).toBeVisible()
    const preview = detailOf(app).getByRole('radio', { name: 'Preview' })
    if ((await preview.count()) > 0 && (await preview.isEnabled())) await preview.check({ force: true })
    await app.keyboard.press('j')
  }
  expect(await seen()).toEqual([])
})

test('an HTML body is previewed in a frame without any right', async ({ app, creel }) => {
  const seen = await watch(app)
  const body =
    '<h1>Seen</h1><script>parent.creelWasHacked("frame")</script><img src="http://127.0.0.1:9/x.png"><form action="http://127.0.0.1:9/"><button>Go</button></form>'
  await creel.send({ path: '/page', headers: { 'content-type': 'text/html' }, body })
  await rowsOf(app).first().click()
  await detailOf(app).getByRole('radio', { name: 'Preview' }).check({ force: true })
  const frame = detailOf(app).locator('iframe')
  await expect(frame).toHaveAttribute('sandbox', '')
  await expect(frame.contentFrame().getByRole('heading', { name: 'Seen' })).toBeVisible()
  expect(await seen()).toEqual([])
})

test('names of sources and views stay text', async ({ app, creel }) => {
  const seen = await watch(app)
  const name = '<img src=x onerror=creelWasHacked(1)>"\'`${1}'
  await creel.call('sources.create', { name })
  await creel.call('views.create', { name, q: `"${name.replaceAll('"', '')}"` })
  await creel.send()
  await expect(rowsOf(app)).toHaveCount(1)
  await app
    .getByRole('navigation')
    .getByRole('link', { name: `Requests of ${name}` })
    .click()
  await expect(app.getByRole('region', { name: 'Requests' })).toContainText('Nothing matches')
  await app.getByRole('button', { name: 'Saved views' }).click()
  await expect(app.getByRole('menuitem', { name })).toBeVisible()
  await app.keyboard.press('Escape')
  await app.keyboard.press('Control+k')
  await app.keyboard.type('<img')
  await expect(app.getByRole('dialog').getByRole('option').first()).toContainText('<img src=x')
  await app.keyboard.press('Escape')
  expect(await seen()).toEqual([])
})

test('a hostile filter in a link stays text', async ({ app, creel }) => {
  const seen = await watch(app)
  await creel.send()
  await expect(rowsOf(app)).toHaveCount(1)
  await app.goto(`${creel.controlUrl}/#/inspect?q=${encodeURIComponent('"<img src=x onerror=creelWasHacked(2)>"')}`)
  await expect(app.getByText('Nothing matches')).toBeVisible()
  await filterBy(app, 'path:<script>creelWasHacked(3)</script> ')
  await expect(app.getByText('Nothing matches')).toBeVisible()
  expect(await seen()).toEqual([])
})
