import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { chromium } from '@playwright/test'
import { findBrowser } from '#ci/find-browser.ts'
import { startTunnelRelay } from '#test/support/tunnel-relay.ts'
import { startCreel } from './support/creel.ts'
import { automationScreens, screens } from './support/screens.ts'
import { simulateScreens } from './support/simulate-screens.ts'

const { values } = parseArgs({ options: { to: { type: 'string' }, only: { type: 'string' } } })
const folder = values.to
if (folder === undefined) throw new Error('Say where the pictures go: --to <folder>. --only <name> takes one screen.')
mkdirSync(folder, { recursive: true })

const looks = (['light', 'dark'] as const).flatMap((colorScheme) =>
  [
    { width: 1440, height: 900 },
    { width: 1024, height: 700 },
  ].map((viewport) => ({ colorScheme, viewport })),
)

const executablePath = (await findBrowser()) ?? undefined
await using browser = await chromium.launch({
  ...(executablePath !== undefined && { executablePath }),
  args: ['--no-sandbox'],
})
for (const look of looks) {
  // Each group has a Creel of its own, as in the tests: what one has kept would fill the empty screens of the next.
  for (const group of [screens, automationScreens, simulateScreens]) {
    const relay = await startTunnelRelay()
    await using creel = await startCreel({ flags: ['--tunnel-host', relay.url] })
    await using context = await browser.newContext({ ...look, reducedMotion: 'reduce' })
    context.setDefaultTimeout(30_000)
    const page = await context.newPage()
    await page.goto(await creel.enter())
    await page.getByRole('navigation').waitFor()
    for (const { name, show, leave } of group) {
      await show(page, creel)
      await page.evaluate(() => document.fonts.ready.then(() => undefined))
      const file = join(folder, `${name}-${look.colorScheme}-${look.viewport.width}.png`)
      if (values.only === undefined || values.only === name) await page.screenshot({ path: file })
      await leave?.(page, creel)
    }
    await relay.stop()
  }
}
