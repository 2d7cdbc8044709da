import { join } from 'node:path'
import { BrowserWindow, ipcMain, nativeTheme, session, shell } from 'electron'
import type { WebContents } from 'electron'
import { externalLink, isOwnPage, mayNavigate, mayUse } from './navigation-policy.ts'
import { tokenChannel } from './token-channel.ts'
import { windowOptions } from './window-options.ts'

/** Where the app listens, and what it takes to be let in. */
export type Address = { controlUrl: string; token: string }

/** Hands the token to our own page, and to no other. */
export function lendToken({ controlUrl, token }: Address): void {
  ipcMain.on(tokenChannel, (event) => {
    event.returnValue = isOwnPage(event.senderFrame?.url ?? '', controlUrl) ? token : null
  })
}

/** Refuses to all pages what they have no need of. */
export function limitPermissions(controlUrl: string): void {
  const { defaultSession } = session
  defaultSession.setPermissionRequestHandler((contents, permission, answer) =>
    answer(mayUse(permission, contents.getURL(), controlUrl)),
  )
  defaultSession.setPermissionCheckHandler((_, permission, origin) => mayUse(permission, origin, controlUrl))
}

function stayHome(contents: WebContents, controlUrl: string): void {
  contents.on('will-frame-navigate', (event) => {
    if (!mayNavigate(event.url, controlUrl)) event.preventDefault()
  })
  contents.on('will-redirect', (event) => {
    if (!mayNavigate(event.url, controlUrl)) event.preventDefault()
  })
  contents.setWindowOpenHandler(({ url }) => {
    const link = externalLink(url, controlUrl)
    if (link !== null) void shell.openExternal(link)
    return { action: 'deny' }
  })
}

/** Opens the window on the control address. */
export async function openWindow(controlUrl: string): Promise<BrowserWindow> {
  const preload = join(import.meta.dirname, '../preload/preload.cjs')
  const window = new BrowserWindow(windowOptions({ preload, isDark: nativeTheme.shouldUseDarkColors }))
  stayHome(window.webContents, controlUrl)
  window.once('ready-to-show', () => window.show())
  await window.loadURL(controlUrl)
  return window
}

/** Brings a window to the front. */
export function showWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}
