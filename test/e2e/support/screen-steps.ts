import type { Page } from '@playwright/test'
import type { Creel } from './creel.ts'
import { detailOf, rowsOf } from './test.ts'

/** A screen in one of its states. They are shown one after the other, on one Creel. */
export type Screen = {
  name: string
  show: (app: Page, creel: Creel) => Promise<void>
  leave?: (app: Page, creel: Creel) => Promise<void>
}

/** Opens Inspect at a route below it. */
export async function inspect(app: Page, creel: Creel, route = ''): Promise<void> {
  await app.goto(`${creel.controlUrl}/#/inspect${route}`)
  await rowsOf(app).first().waitFor()
}

/** Opens a tab of the first request whose row says this. */
export async function open(app: Page, creel: Creel, row: RegExp, tab: string): Promise<void> {
  await inspect(app, creel)
  await rowsOf(app).filter({ hasText: row }).first().click()
  await detailOf(app).getByRole('tablist').waitFor()
  const element = detailOf(app).getByRole('tab', { name: tab })
  if ((await element.count()) > 0) return element.click()
  await detailOf(app).getByRole('button', { name: 'More tabs' }).click()
  await app.getByRole('menuitem', { name: tab }).click()
}

/** One tab of a request whose row says this. */
export const tab = (name: string, row: RegExp, label: string): Screen => ({
  name,
  show: async (app, creel) => {
    await open(app, creel, row, label)
    await detailOf(app).getByRole('tabpanel').waitFor()
    await detailOf(app).getByText('Checking the signature').waitFor({ state: 'detached' })
  },
})

/** Closes what is in front, and waits until it is gone. */
export async function closeWithEscape(app: Page): Promise<void> {
  await app.keyboard.press('Escape')
  // What is closing keeps the focus until it is gone. Messages are dialogs too, but no modal ones.
  await app.locator('[role="dialog"]:not([aria-modal="false"]), [role="menu"]').waitFor({ state: 'detached' })
}
