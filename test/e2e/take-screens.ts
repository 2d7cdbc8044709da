import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { chromium } from '@playwright/test'
import type { Page } from '@playwright/test'
import { findBrowser } from '#ci/find-browser.ts'
import { startTunnelRelay } from '#test/support/tunnel-relay.ts'
import { startCreel } from './support/creel.ts'
import { automationScreens, screens } from './support/screens.ts'
import { settle } from './support/settle.ts'
import { simulateScreens } from './support/simulate-screens.ts'

const { values } = parseArgs({ options: { to: { type: 'string' }, only: { type: 'string' } } })
const folder = values.to ?? ''
if (folder === '') throw new Error('Say where the pictures go: --to <folder>. --only <name> takes one screen.')
mkdirSync(folder, { recursive: true })

const wide = { width: 1440, height: 900 }
const narrow = { width: 1024, height: 700 }
const wideLight = { colorScheme: 'light', viewport: wide } as const
const looks = [
  wideLight,
  { colorScheme: 'dark', viewport: wide },
  { colorScheme: 'dark', viewport: narrow },
  { colorScheme: 'light', viewport: narrow },
] as const

const executablePath = (await findBrowser()) ?? undefined
await using browser = await chromium.launch({
  ...(executablePath !== undefined && { executablePath }),
  args: ['--no-sandbox'],
})
// Each group has a Creel of its own, as in the tests: what one has kept would fill the empty screens of the next.
for (const group of [screens, automationScreens, simulateScreens]) {
  const relay = await startTunnelRelay()
  await using creel = await startCreel({ flags: ['--tunnel-host', relay.url] })
  await using context = await browser.newContext({ ...wideLight, reducedMotion: 'reduce' })
  context.setDefaultTimeout(30_000)
  const page = await context.newPage()
  await page.goto(await creel.enter())
  await page.getByRole('navigation').waitFor()
  for (const { name, show, leave } of group) {
    await show(page, creel)
    if (values.only === undefined || values.only === name) await take(page, name)
    await leave?.(page, creel)
  }
  await relay.stop()
}

// From look to look the page stays as it is: a walk for each of them would take four times as long.
async function take(page: Page, name: string): Promise<void> {
  for (const look of looks) {
    await page.emulateMedia({ colorScheme: look.colorScheme })
    await page.setViewportSize(look.viewport)
    await page.evaluate(settle)
    await page.screenshot({ path: join(folder, `${name}-${look.colorScheme}-${look.viewport.width}.png`) })
  }
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize(wide)
}
