import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { ElectronApplication } from '@playwright/test'
import type { Menu, NativeImage } from 'electron'
import { _electron, expect, test } from '@playwright/test'
import { installedElectron, whyNoElectron } from '#ci/find-electron.ts'
import { inRepository } from '#ci/repository.ts'
import { findRunning } from '#main/connect/find-running.ts'
import { temporaryFolder } from '#test/support/temporary-folder.ts'

const missing = whyNoElectron()

/** A test of what Electron alone can do: one line of the report, which says why where it is skipped. */
const desktopTest = (name: string, body: (app: ElectronApplication, home: string) => Promise<void>): void =>
  test(missing === null ? name : `${name} – skipped, needs Electron: ${missing}`, async () => {
    test.skip(missing !== null, missing ?? '')
    using home = temporaryFolder()
    const app = await launch(home.path)
    try {
      await body(app, home.path)
    } finally {
      await app.close()
    }
  })

const argsFor = (home: string): string[] => ['.', '--home', home, '--receiver-port', '0', '--control-port', '0']

const launch = (home: string): Promise<ElectronApplication> =>
  _electron.launch({
    executablePath: installedElectron() ?? '',
    cwd: inRepository(),
    args: argsFor(home),
    env: { ...(process.env as Record<string, string>), XDG_CONFIG_HOME: join(home, 'config') },
  })

const isShown = (app: ElectronApplication): Promise<boolean> =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible() ?? false)

desktopTest('the window shows the pages of the control address, and is let in', async (app) => {
  const window = await app.firstWindow()
  await expect(window.getByRole('heading', { name: 'Ready to receive.' })).toBeVisible()
})

desktopTest('closing the window hides it in the tray, and a second start brings it back', async (app, home) => {
  await app.firstWindow()
  await expect.poll(() => isShown(app)).toBe(true)
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
  await expect.poll(() => isShown(app)).toBe(false)
  expect(existsSync(join(home, 'window', 'told-of-tray'))).toBe(true)
  await once(spawn(installedElectron() ?? '', argsFor(home), { cwd: inRepository(), stdio: 'ignore' }), 'exit')
  await expect.poll(() => isShown(app)).toBe(true)
})

/** Keeps what the tray is given from now on, after something has happened that it shows. */
async function trayAfterRequest(app: ElectronApplication): Promise<void> {
  const window = await app.firstWindow()
  await app.evaluate(({ Tray }) => {
    Tray.prototype.setImage = (image) => void Object.assign(globalThis, { hasImage: !(image as NativeImage).isEmpty() })
    Tray.prototype.setContextMenu = (menu) => void Object.assign(globalThis, { menu })
  })
  await window.getByRole('button', { name: 'Send a test request' }).click()
  await expect.poll(() => app.evaluate(() => 'menu' in globalThis), { timeout: 20_000 }).toBe(true)
}

type Kept = { menu: Menu; hasImage: boolean }

desktopTest('the tray has an icon and the menu', async (app) => {
  await trayAfterRequest(app)
  const shown = await app.evaluate(() => {
    const { menu, hasImage } = globalThis as unknown as Kept
    return { hasImage, labels: menu.items.map(({ label }) => label) }
  })
  expect(shown.hasImage).toBe(true)
  expect(shown.labels).toEqual(expect.arrayContaining(['Local', 'Pause receiving', 'Start tunnel', 'Quit Creel']))
})

desktopTest('the menu lets it open at login', async (app, home) => {
  test.skip(process.platform !== 'linux', 'elsewhere the setting is the system’s own, and would stay')
  await trayAfterRequest(app)
  await app.evaluate(() => {
    const { menu } = globalThis as unknown as Kept
    menu.items.find(({ label }) => label === 'Open at login')?.click()
  })
  await expect.poll(() => existsSync(join(home, 'config', 'autostart', 'creel.desktop'))).toBe(true)
})

desktopTest('the first request of a source is told by the system', async (app) => {
  const window = await app.firstWindow()
  await app.evaluate(({ BrowserWindow, Notification }) => {
    const titles: string[] = []
    Object.assign(globalThis, { titles })
    Notification.prototype.show = function (this: { title: string }) {
      titles.push(this.title)
    }
    BrowserWindow.getAllWindows()[0]?.hide()
  })
  await window.getByRole('button', { name: 'Send a test request' }).click()
  const titles = () => app.evaluate(() => (globalThis as unknown as { titles: string[] }).titles)
  await expect.poll(titles, { timeout: 20_000 }).toContain('First request on first-hook')
})

desktopTest('quitting ends the receiver and leaves nothing running', async (app, home) => {
  await app.firstWindow()
  const ended = app.waitForEvent('close')
  await app.evaluate(({ app: electron }) => electron.quit())
  await ended
  expect(await findRunning(home)).toEqual({ kind: 'none' })
})
