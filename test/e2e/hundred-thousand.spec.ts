import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { rareWord } from '#test/bench/data/sample-requests.ts'
import { seededHome } from '#test/bench/data/seeded-home.ts'
import { startCreel } from './support/creel.ts'
import { detailOf, expect, filterBy, rowsOf, test } from './support/test.ts'

const mostNodes = 60

test.use({
  creel: async ({ browserName: _ }, use) => {
    await using creel = await startCreel({
      prepare: async (home) => copyFile(join(await seededHome(100_000), 'creel.db'), join(home, 'creel.db')),
    })
    await use(creel)
  },
})

/** The most rows that were in the document at any moment since this was called. */
async function watchNodes(app: Page): Promise<() => Promise<number>> {
  await app.getByRole('listbox', { name: 'Requests, newest first' }).evaluate((list) => {
    const seen = { most: 0 }
    const count = (): void => {
      seen.most = Math.max(seen.most, list.querySelectorAll('[role="option"]').length)
    }
    count()
    new MutationObserver(count).observe(list, { childList: true, subtree: true })
    Object.assign(window, { seenRows: seen })
  })
  return () => app.evaluate(() => (window as unknown as { seenRows: { most: number } }).seenRows.most)
}

test('with 100,000 requests the list holds few rows, and keys and search work', async ({ app }) => {
  test.setTimeout(180_000)
  await expect(rowsOf(app).first()).toBeVisible()
  const mostRows = await watchNodes(app)
  const place = (index: number) => rowsOf(app).and(app.locator(`[aria-posinset="${index}"]`))

  for (let turn = 0; turn < 10; turn += 1)
    await app
      .getByRole('listbox')
      .hover()
      .then(() => app.mouse.wheel(0, 3000))
  await app.keyboard.press('j')
  await app.keyboard.press('Home')
  await expect(place(1)).toBeFocused()
  for (const index of [11, 21, 31]) {
    await app.keyboard.press('PageDown')
    await expect(place(index)).toBeFocused()
  }
  await app.keyboard.press('PageUp')
  await expect(place(21)).toBeFocused()
  await app.keyboard.press('End')
  await expect(rowsOf(app).and(app.locator(':focus'))).toHaveAttribute('aria-posinset', /^[1-9]\d\d+$/)
  await app.keyboard.press('Home')
  await expect(place(1)).toBeFocused()
  await app.keyboard.press('Enter')
  await expect(detailOf(app)).toBeVisible()

  expect(await mostRows()).toBeLessThanOrEqual(mostNodes)
  expect(await mostRows()).toBeGreaterThan(10)

  await filterBy(app, rareWord)
  await expect(rowsOf(app)).toHaveCount(1)
})
