import type { BrowserWindowConstructorOptions } from 'electron'

// The page’s own background, so that nothing flashes before it is there.
const background = { light: '#eff3f6', dark: '#0f1519' }

/** How the window is made: the page in it is as confined as one in a browser. */
export function windowOptions(look: { preload: string; isDark: boolean }): BrowserWindowConstructorOptions {
  return {
    title: 'Creel',
    width: 1440,
    height: 900,
    minWidth: 720,
    minHeight: 480,
    show: false,
    autoHideMenuBar: true,
    backgroundColor: look.isDark ? background.dark : background.light,
    webPreferences: {
      preload: look.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
    },
  }
}
