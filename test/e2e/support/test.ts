import { test as base } from '@playwright/test'
import type { Locator, Page } from '@playwright/test'
import type { TunnelRelay } from '#test/support/tunnel-relay.ts'
import { startTunnelRelay } from '#test/support/tunnel-relay.ts'
import type { Creel, Sent } from './creel.ts'
import { startCreel } from './creel.ts'

export { expect } from '@playwright/test'

type Fixtures = {
  /** A server for tunnels, which speaks localtunnel's protocol on this computer. */
  relay: TunnelRelay
  /** A Creel of this test's own; its tunnels go to `relay`. */
  creel: Creel
  /** What has arrived before the page is let in, oldest first: with nothing the app shows its first run. */
  before: { sent: readonly Sent[] }
  /** A page that was let in and shows Inspect. */
  app: Page
  /** What the console may say because the test asks for it; all else fails the test. */
  expectedComplaints: RegExp | null
}

/** A test with a Creel of its own and a page in it. */
export const test = base.extend<Fixtures>({
  before: [{ sent: [] }, { option: true }],
  expectedComplaints: [null, { option: true }],
  // oxlint-disable-next-line no-unused-vars -- Playwright wants a pattern here, even an unused one.
  relay: async ({ browserName: _ }, use) => {
    const relay = await startTunnelRelay()
    await use(relay)
    await relay.stop()
  },
  creel: async ({ relay }, use) => {
    await using creel = await startCreel({ flags: ['--tunnel-host', relay.url] })
    await use(creel)
  },
  // oxlint-disable-next-line no-unused-vars -- Naming a fixture starts it.
  page: async ({ page, creel: _, expectedComplaints }, use) => {
    await slowDown(page)
    const complaints: string[] = []
    page.on('pageerror', (error) => complaints.push(String(error)))
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(`${message.text()} (${message.location().url})`)
    })
    await use(page)
    await page.close()
    const unexpected = complaints.filter((complaint) => expectedComplaints?.test(complaint) !== true)
    base.expect(unexpected, 'the page complains about nothing').toEqual([])
  },
  app: async ({ page, creel, before }, use) => {
    for (const sent of before.sent) await creel.send(sent)
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.goto(await creel.enter())
    await (before.sent.length > 0 ? rowsOf(page).first() : page.getByRole('navigation')).waitFor()
    await use(page)
  },
})

// How many times slower the page shall be than this machine, for the search of tests that a slow machine would fail.
const slowdown = Number(process.env['CREEL_TEST_SLOWDOWN'] ?? 1)

async function slowDown(page: Page): Promise<void> {
  if (slowdown === 1) return
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
}

/** The rows of the list that are in the document. */
export const rowsOf = (page: Page): Locator =>
  page.getByRole('listbox', { name: 'Requests, newest first' }).getByRole('option')

/** What stands beside the list while a request is opened. */
export const detailOf = (page: Page): Locator => page.getByRole('article', { name: 'Request' })

/** The rows of the list of deliveries that are in the document. */
export const deliveryRowsOf = (page: Page): Locator =>
  page.getByRole('listbox', { name: 'Deliveries, newest first' }).getByRole('option')

/** What stands beside the list while a delivery is opened. */
export const deliveryOf = (page: Page): Locator => page.getByRole('article', { name: 'Delivery' })

/** The message that has just appeared. */
export const toastOf = (page: Page, text: string | RegExp): Locator =>
  page.getByRole('region', { name: 'Messages' }).getByText(text)

/** Types into the filter and waits until it stands in the address. */
export async function filterBy(page: Page, q: string): Promise<void> {
  await page.getByLabel('Filter requests').fill(q)
  await page.waitForURL((url) => url.hash.includes('q='))
}

/** What was copied last. */
export const copiedText = (page: Page): Promise<string> => page.evaluate(() => navigator.clipboard.readText())
