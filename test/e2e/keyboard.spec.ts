import type { Locator, Page } from '@playwright/test'
import { startSink } from './support/sink.ts'
import { copiedText, detailOf, expect, rowsOf, test, toastOf } from './support/test.ts'

/** The row that the keys act on. */
const cursorOf = (app: Page): Locator => rowsOf(app).and(app.locator(':focus'))
const press = async (app: Page, ...keys: string[]): Promise<void> => {
  for (const key of keys) await app.keyboard.press(key)
}
const filter = (app: Page): Locator => app.getByLabel('Filter requests')
const openRequest = (app: Page): string | undefined => /#\/inspect\/(req_\w+)/.exec(app.url())?.[1]

const headers = { 'content-type': 'application/json' }
/** The newest, /4, stands on top. */
const sent = ['/1', '/2', '/3', '/4'].map((path) => ({ path, headers, body: JSON.stringify({ path }) }))

test.describe('in the list', () => {
  test.use({ before: { sent } })

  test('J, K and the arrows move, Enter opens, Esc backs out step by step', async ({ app }) => {
    await press(app, 'j')
    await expect(cursorOf(app)).toContainText('/4')
    await press(app, 'j', 'j')
    await expect(cursorOf(app)).toContainText('/2')
    await press(app, 'k')
    await expect(cursorOf(app)).toContainText('/3')
    await press(app, 'ArrowDown', 'ArrowDown')
    await expect(cursorOf(app)).toContainText('/1')
    await press(app, 'ArrowUp')
    await expect(cursorOf(app)).toContainText('/2')

    await press(app, 'Enter')
    await expect(detailOf(app).getByRole('heading', { level: 1 })).toContainText('/2')
    await press(app, 'j')
    await expect(detailOf(app).getByRole('heading', { level: 1 })).toContainText('/1')
    await press(app, 'Escape')
    await expect(detailOf(app)).toHaveCount(0)
    await expect(cursorOf(app)).toContainText('/1')
    await press(app, 'Escape')
    await expect(cursorOf(app)).toHaveCount(0)
  })

  test('X selects, Shift extends, Esc lets go', async ({ app }) => {
    const bar = app.getByRole('toolbar', { name: 'Selected requests' })
    await press(app, 'j', 'x')
    await expect(bar).toContainText('1 selected')
    await press(app, 'Shift+J', 'Shift+ArrowDown')
    await expect(bar).toContainText('3 selected')
    await press(app, 'Shift+K')
    await expect(bar).toContainText('2 selected')
    await press(app, 'Escape')
    await expect(bar).toHaveCount(0)
    await press(app, 'Control+a')
    await expect(bar).toContainText('4 selected')
  })

  test('. opens the row menu, and focus comes back', async ({ app }) => {
    await press(app, 'j', '.')
    await expect(app.getByRole('menu')).toBeVisible()
    await expect(app.getByRole('menuitem', { name: 'Copy as cURL' })).toBeVisible()
    await press(app, 'Escape')
    await expect(app.getByRole('menu')).toHaveCount(0)
    await expect(cursorOf(app)).toContainText('/4')
  })

  test('/ goes to the filter, Esc comes back, and letters there are letters', async ({ app }) => {
    await press(app, '/')
    await expect(filter(app)).toBeFocused()
    await app.keyboard.type('xmpdn.r')
    await expect(filter(app)).toHaveValue('xmpdn.r')
    await expect(app.getByRole('button', { name: 'Pause live updates' })).toBeVisible()
    await expect(app.getByRole('toolbar')).toHaveCount(0)
    await expect(app.getByRole('region', { name: 'Replay' })).toHaveCount(0)
    await press(app, 'Escape')
    await expect(filter(app)).not.toBeFocused()
  })

  test('M pins, E notes, Del deletes and Z brings back', async ({ app }) => {
    await press(app, 'j', 'm')
    await expect(rowsOf(app).first()).toContainText('Pinned')
    await press(app, 'm')
    await expect(rowsOf(app).first()).not.toContainText('Pinned')

    await press(app, 'e')
    await app.getByRole('dialog').getByLabel('Note').fill('look at this')
    await press(app, 'Control+Enter')
    await expect(rowsOf(app).first()).toContainText('Note: look at this')
    await expect(cursorOf(app)).toContainText('/4')

    await press(app, 'Delete')
    await expect(rowsOf(app)).toHaveCount(3)
    await expect(rowsOf(app).first()).toContainText('/3')
    await press(app, 'z')
    await expect(rowsOf(app)).toHaveCount(4)
  })

  test('D compares the two that are selected', async ({ app }) => {
    await press(app, 'j', 'x', 'j', 'x', 'd')
    await expect(detailOf(app)).toBeVisible()
    await expect(detailOf(app).getByRole('radio', { name: 'Diff' })).toBeChecked()
    await detailOf(app).getByText('Besides the body, 1 thing differs').click()
    await expect(detailOf(app).getByRole('row', { name: /^Path/ })).toContainText(/\/\d\/\d/)
  })

  test('P pauses the list and resumes it', async ({ app, creel }) => {
    await press(app, 'p')
    await expect(app.getByRole('button', { name: 'Resume live updates' })).toBeVisible()
    await creel.send({ path: '/5' })
    await expect(app.getByText('Paused, 1 new')).toBeVisible()
    await expect(rowsOf(app)).toHaveCount(4)
    await press(app, 'p')
    await expect(rowsOf(app)).toHaveCount(5)
  })

  test('N jumps to what is new', async ({ app, creel }) => {
    await press(app, 'j')
    await creel.send({ path: '/5' })
    await expect(app.getByRole('button', { name: '1 new' })).toBeVisible()
    await expect(rowsOf(app)).toHaveCount(4)
    await press(app, 'n')
    await expect(rowsOf(app).first()).toContainText('/5')
  })
})

test.describe('on an opened request', () => {
  test.use({ before: { sent } })
  test.beforeEach(async ({ app }) => {
    await press(app, 'j', 'Enter')
    await expect(detailOf(app)).toBeVisible()
  })

  test('1 to 7 open the tabs', async ({ app }) => {
    const names = ['Body', 'Headers', 'Query', 'Signature', 'Response', 'Timing', 'Deliveries']
    for (const [index, name] of names.entries()) {
      await press(app, String(index + 1))
      await expect(detailOf(app).getByRole('tab', { name })).toHaveAttribute('aria-selected', 'true')
    }
  })

  test('letters act after a way to look at the body was chosen', async ({ app }) => {
    await detailOf(app).getByRole('radio', { name: 'Hex' }).check({ force: true })
    await press(app, 'j')
    await expect(detailOf(app).getByRole('heading', { level: 1 })).toContainText('/3')
    await expect(detailOf(app).getByRole('radio', { name: 'Hex' })).toBeChecked()
  })

  test('R replays, and Shift R at once to the last target', async ({ app }) => {
    await using sink = await startSink({ status: 200, body: '{}' })
    await press(app, 'r')
    const replay = app.getByRole('region', { name: 'Replay' })
    await replay.getByLabel('Target').fill(sink.url)
    await press(app, 'Control+Enter')
    await expect(replay.getByText('Replayed to')).toBeVisible()
    await replay.getByRole('button', { name: 'Close the replay' }).click()

    await press(app, 'Shift+R')
    await expect(toastOf(app, `Replayed to ${sink.url}`)).toBeVisible()
    expect(sink.requests.map(({ target }) => target)).toEqual(['/4', '/4'])
  })

  test('Ctrl Shift C copies it as cURL', async ({ app, creel }) => {
    await press(app, 'Control+Shift+C')
    await expect(toastOf(app, 'cURL command copied')).toBeVisible()
    expect(await copiedText(app)).toContain(`${creel.sourceUrl}/4`)
  })

  test('Ctrl [ and Ctrl ] go back and forward', async ({ app }) => {
    const opened = openRequest(app)
    await press(app, 'Control+[')
    await expect(detailOf(app)).toHaveCount(0)
    await press(app, 'Control+]')
    await expect(detailOf(app)).toBeVisible()
    expect(openRequest(app)).toBe(opened)
  })
})

test('U copies the address on every screen', async ({ app, creel }) => {
  await app.goto(`${creel.controlUrl}/#/settings`)
  await expect(app.getByRole('heading', { name: 'Settings' })).toBeVisible()
  await app.getByRole('button', { name: 'Copy source URL' }).waitFor()
  await press(app, 'u')
  await expect(toastOf(app, 'Source URL copied')).toBeVisible()
  expect(await copiedText(app)).toBe(creel.sourceUrl)
})

test('G then a letter goes places', async ({ app }) => {
  await press(app, 'g', ',')
  await expect(app.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible()
  await press(app, 'g', 'i')
  await expect(app.getByRole('heading', { name: 'Ready to receive.' })).toBeVisible()
})

test('? tells the keys, Esc closes', async ({ app }) => {
  await press(app, 'Shift+?')
  const sheet = app.getByRole('dialog', { name: 'Shortcuts' })
  await expect(sheet).toContainText('Copy source URL')
  await press(app, 'Escape')
  await expect(sheet).toHaveCount(0)
})

test('the sheet of keys shows what can be done only since it was opened', async ({ app, creel }) => {
  const letThrough = Promise.withResolvers<void>()
  await app.route('**/api/v1/sources', async (route) => {
    await letThrough.promise
    await route.continue()
  })
  await app.goto(`${creel.controlUrl}/#/settings`)
  await app.reload()
  await app.getByRole('heading', { level: 1, name: 'Settings' }).waitFor()
  await press(app, 'Shift+?')
  const sheet = app.getByRole('dialog', { name: 'Shortcuts' })
  await expect(sheet).toContainText('Undo')
  await expect(sheet).not.toContainText('Copy source URL')
  letThrough.resolve()
  await expect(sheet).toContainText('Copy source URL')
})

test.describe('in the palette', () => {
  test.use({ before: { sent } })

  test('Ctrl K finds commands and requests, Tab narrows, Enter runs', async ({ app }) => {
    await press(app, 'j', 'Control+k')
    const palette = app.getByRole('dialog', { name: 'Search or run a command' })
    await expect(palette.getByRole('group').first()).toContainText('This request')
    await app.keyboard.type('settings')
    await press(app, 'Enter')
    await expect(palette).toHaveCount(0)
    await expect(app.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible()

    await press(app, 'Control+k')
    await app.keyboard.type('path:/2')
    await expect(palette.getByRole('option', { name: '/2' })).toBeVisible()
    await press(app, 'Enter')
    await expect(detailOf(app).getByRole('heading', { level: 1 })).toContainText('/2')
  })

  test('the palette keeps its keys to itself and gives the focus back', async ({ app }) => {
    await press(app, 'j', 'Control+k')
    await expect(app.getByRole('dialog')).toBeVisible()
    await app.keyboard.type('xm')
    await press(app, 'Escape')
    await expect(app.getByRole('dialog')).toHaveCount(0)
    await expect(app.getByRole('toolbar')).toHaveCount(0)
    await expect(cursorOf(app)).toContainText('/4')
  })
})

test('single letters can be turned off', async ({ app, creel }) => {
  await app.goto(`${creel.controlUrl}/#/settings`)
  await app.getByRole('switch', { name: 'Single letters act as shortcuts' }).click()
  await press(app, 'g', 'i')
  await press(app, 'Shift+?')
  await expect(app.getByRole('dialog')).toHaveCount(0)
  await expect(app.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible()
  await press(app, 'Control+k')
  await expect(app.getByRole('dialog', { name: 'Search or run a command' })).toBeVisible()
})
