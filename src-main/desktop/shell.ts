import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Notification, app, clipboard, dialog } from 'electron'
import type { BrowserWindow } from 'electron'
import { createHttpTransport } from '#main/connect/http-transport.ts'
import { systemClock } from '#main/host/clock.ts'
import type { Service } from '#main/service.ts'
import { createClient } from '#shared/contract/client.ts'
import { onClose, quitQuestion } from './closing.ts'
import type { DesktopFacts } from './desktop-facts.ts'
import { followCreel } from './follow-creel.ts'
import { createLogin } from './login.ts'
import type { Notice } from './notices.ts'
import { createNotices } from './notices.ts'
import { runTrayAction } from './tray-actions.ts'
import { openTray } from './tray.ts'
import { openWindow, showWindow } from './window.ts'

export type ShellParts = { service: Service; home: string; args: readonly string[] }

/** Window, tray and messages around a running Creel, until the app is quit. */
export async function openShell({ service, home, args }: ShellParts): Promise<void> {
  const { controlUrl, token } = service
  const client = createClient(createHttpTransport({ url: controlUrl, token }))
  const login = createLogin(args)
  const window = await openWindow(controlUrl)
  const open = (route: string): void => {
    showWindow(window)
    if (route !== '') void window.loadURL(`${controlUrl}/${route}`)
  }
  const ports = {
    client,
    copy: (text: string) => clipboard.writeText(text),
    open,
    setOpensAtLogin: login.set,
    quit: () => app.quit(),
  }
  const tray = openTray({
    opensAtLogin: login.isOn,
    run: (action) => void runTrayAction(action, ports).catch((error: unknown) => tellError(error)),
  })
  const notices = createNotices({ clock: systemClock, show: (notice) => tellUnlessSeen(window, notice, open) })
  const ending = new AbortController()
  let facts: DesktopFacts | null = null
  const followed = followCreel({
    address: { url: controlUrl, token },
    client,
    clock: systemClock,
    isLookedAt: () => window.isFocused(),
    arrived: notices.arrived,
    asked: notices.asked,
    changed(now) {
      facts = now
      tray?.show(now)
      notices.changed(now)
    },
    signal: ending.signal,
  })
  window.on('focus', followed.looked)
  app.on('second-instance', () => open(''))
  app.on('activate', () => open(''))
  const quitting = askBeforeQuitting(() => facts?.deliveries.owed ?? 0)
  hideOnClose(window, { home, hasTray: tray !== null, isQuitting: quitting.isDecided })
  app.on('will-quit', () => [notices.stop(), ending.abort()])
}

function hideOnClose(
  window: BrowserWindow,
  { home, hasTray, isQuitting }: { home: string; hasTray: boolean; isQuitting: () => boolean },
): void {
  const mark = join(home, 'window', 'told-of-tray')
  window.on('close', (event) => {
    const closing = onClose({ isQuitting: isQuitting(), hasTray, wasTold: existsSync(mark) })
    if (closing === 'close') return
    event.preventDefault()
    window.hide()
    if (closing === 'hide') return
    mkdirSync(dirname(mark), { recursive: true })
    writeFileSync(mark, '')
    new Notification({
      title: 'Creel goes on in the tray',
      body: 'It keeps receiving. Its icon has a menu to quit; start Creel again to get the window back.',
    }).show()
  })
}

/** Asks before something that is owed would have to wait; a signal is not asked back. */
function askBeforeQuitting(owed: () => number): { isDecided: () => boolean } {
  let isDecided = false
  const quit = (): void => {
    isDecided = true
    app.quit()
  }
  process.once('SIGINT', quit)
  process.once('SIGTERM', quit)
  app.on('before-quit', (event) => {
    const question = isDecided ? null : quitQuestion(owed())
    if (question === null) return void (isDecided = true)
    event.preventDefault()
    void dialog
      .showMessageBox({ type: 'question', cancelId: 1, defaultId: 1, ...question })
      .then(({ response }) => response === 0 && quit())
  })
  return { isDecided: () => isDecided }
}

function tellUnlessSeen(window: BrowserWindow, { title, body, route }: Notice, open: (route: string) => void): void {
  if (window.isFocused() || !Notification.isSupported()) return
  const notification = new Notification({ title, body, silent: true })
  notification.on('click', () => open(route))
  notification.show()
}

const tellError = (error: unknown): void =>
  dialog.showErrorBox('That did not work', error instanceof Error ? error.message : String(error))
