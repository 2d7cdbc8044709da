import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import type { Creel } from './support/creel.ts'
import type { Screen } from './support/screen-steps.ts'
import { automationScreens, screens } from './support/screens.ts'
import { settle } from './support/settle.ts'
import { simulateScreens } from './support/simulate-screens.ts'
import { expect, rowsOf, test } from './support/test.ts'

const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

type Rules = NonNullable<Parameters<AxeBuilder['options']>[0]['runOnly']>

// Legacy: only the page itself. A preview's frame runs no script, not axe's either.
// Only what is wrong is told node by node: telling what is right takes most of the time.
const axe = (page: Page, runOnly: Rules): AxeBuilder =>
  new AxeBuilder({ page }).setLegacyMode().options({ runOnly, resultTypes: ['violations'] })
const everything = (page: Page): AxeBuilder => axe(page, { type: 'tag', values: wcag })
const contrast = (page: Page): AxeBuilder => axe(page, { type: 'rule', values: ['color-contrast'] })

const wide = { width: 1440, height: 900 }
const narrow = { width: 1024, height: 700 }

// A theme changes colours alone, so each size is checked whole in one theme and for its contrast in the other.
const looks = [
  { colorScheme: 'light', viewport: wide, checks: everything },
  { colorScheme: 'dark', viewport: wide, checks: contrast },
  { colorScheme: 'dark', viewport: narrow, checks: everything },
  { colorScheme: 'light', viewport: narrow, checks: contrast },
] as const

async function findingsOn(page: Page): Promise<string[]> {
  const findings: string[] = []
  for (const { colorScheme, viewport, checks } of looks) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.setViewportSize(viewport)
    await page.evaluate(settle)
    const { violations } = await checks(page).analyze()
    const told = violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`))
    findings.push(...told.map((finding) => `${colorScheme} at ${viewport.width}: ${finding}`))
  }
  await page.setViewportSize(wide)
  return findings
}

test.use({ expectedComplaints: /status of 40[014]|ERR_CONNECTION|ERR_FAILED|status of 503/ })

async function findNothingOn(shown: readonly Screen[], app: Page, creel: Creel): Promise<void> {
  // A step that waits for what never comes is told with its screen, not after twenty minutes.
  app.setDefaultTimeout(60_000)
  for (const screen of shown) {
    await screen.show(app, creel)
    expect.soft(await findingsOn(app), screen.name).toEqual([])
    await screen.leave?.(app, creel)
  }
}

test('axe finds nothing on any screen in any state, in both themes and sizes', async ({ app, creel }) => {
  test.setTimeout(2_400_000)
  await findNothingOn(screens, app, creel)
})

test('axe finds nothing on Simulate, on checks of handlers and on the test of a sender', async ({ app, creel }) => {
  test.setTimeout(600_000)
  await findNothingOn(simulateScreens, app, creel)
})

test('axe finds nothing on the screens of automation either', async ({ app, creel }) => {
  test.setTimeout(1_200_000)
  await findNothingOn(automationScreens, app, creel)
})

test.describe('with two requests', () => {
  test.use({ before: { sent: [{ path: '/1' }, { path: '/2' }] } })

  test('in forced colours what is chosen, new or well is still seen', async ({ app, creel }) => {
    await app.emulateMedia({ forcedColors: 'active' })
    await expect(rowsOf(app).nth(1)).toHaveAttribute('aria-setsize', '2')
    await app.keyboard.press('j')
    await app.keyboard.press('x')
    await app.keyboard.press('j')
    await expect(rowsOf(app).first()).toHaveCSS('outline-style', 'solid')
    await expect(app.getByRole('link', { name: 'Inspect', exact: true })).toHaveCSS('outline-style', 'solid')
    const colourOf = (selector: string): Promise<string> =>
      app
        .locator(selector)
        .first()
        .evaluate((element) => getComputedStyle(element).backgroundColor)
    const page = await colourOf('body')
    expect(await colourOf('.rq .fdot')).not.toBe(page)
    expect(await colourOf('.status .pip')).not.toBe(page)

    await app.goto(`${creel.controlUrl}/#/settings`)
    const chosen = app.getByRole('radiogroup', { name: 'Density' }).locator('label').filter({ hasText: 'Cosy' })
    await expect(chosen).toHaveCSS('outline-style', 'solid')
  })
})
