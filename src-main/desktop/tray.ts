import { join } from 'node:path'
import { Menu, Tray, nativeImage, nativeTheme } from 'electron'
import type { MenuItemConstructorOptions, NativeImage } from 'electron'
import { appFolder } from '#main/server/app-folder.ts'
import type { DesktopFacts } from './desktop-facts.ts'
import type { LoginChoice, TrayAction, TrayEntry } from './tray-menu.ts'
import { reachWords, trayMenu } from './tray-menu.ts'
import { trayImage, trayStateOf } from './tray-state.ts'

export type TrayParts = { run: (action: TrayAction) => void; opensAtLogin: () => LoginChoice }

/** The icon in the tray; null where this desktop has none to put it in. */
export function openTray({ run, opensAtLogin }: TrayParts): { show: (facts: DesktopFacts | null) => void } | null {
  const tray = tryTray()
  if (tray === null) return null
  let shown: DesktopFacts | null = null
  const show = (facts: DesktopFacts | null): void => {
    shown = facts
    tray.setImage(imageOf(facts))
    tray.setToolTip(facts === null ? 'Creel' : `Creel: ${reachWords(facts.status)}`)
    // Set anew each time: on Linux a menu that is attached does not follow.
    tray.setContextMenu(Menu.buildFromTemplate(toTemplate(trayMenu(facts, opensAtLogin()), run)))
  }
  // Linux never tells of a click; elsewhere it opens the window.
  tray.on('click', () => run({ kind: 'open', route: '' }))
  nativeTheme.on('updated', () => show(shown))
  show(null)
  return { show }
}

function tryTray(): Tray | null {
  try {
    return new Tray(imageOf(null))
  } catch {
    return null
  }
}

function imageOf(facts: DesktopFacts | null): NativeImage {
  const look = { platform: process.platform, isDark: nativeTheme.shouldUseDarkColors }
  return nativeImage.createFromPath(join(appFolder(), 'resources', 'tray', trayImage(trayStateOf(facts), look)))
}

const toTemplate = (entries: readonly TrayEntry[], run: (action: TrayAction) => void): MenuItemConstructorOptions[] =>
  entries.map((entry) => {
    switch (entry.kind) {
      case 'line':
        return { type: 'separator' }
      case 'text':
        return { label: entry.label, enabled: false }
      case 'menu':
        return { label: entry.label, submenu: toTemplate(entry.entries, run) }
      case 'item':
        return {
          label: entry.label,
          ...(entry.isChecked !== undefined && { type: 'checkbox' as const, checked: entry.isChecked }),
          click: () => run(entry.action),
        }
    }
  })
