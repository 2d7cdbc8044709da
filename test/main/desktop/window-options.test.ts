import { expect, test } from 'vitest'
import { windowOptions } from '#main/desktop/window-options.ts'

test('the page in the window is confined like one in a browser', () => {
  const { webPreferences } = windowOptions({ preload: '/preload.cjs', isDark: false })
  expect(webPreferences).toEqual({
    preload: '/preload.cjs',
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    webviewTag: false,
    navigateOnDragDrop: false,
  })
})

test('the window has the theme’s colour before its page is there', () => {
  const look = { preload: '/preload.cjs' }
  expect(windowOptions({ ...look, isDark: true }).backgroundColor).not.toBe(
    windowOptions({ ...look, isDark: false }).backgroundColor,
  )
})
