import { join } from 'node:path'
import { app, dialog } from 'electron'
import { prepareDataFolder } from '#main/connect/data-folder.ts'
import { appVersion, rendererFolder } from '#main/server/app-folder.ts'
import { createLog } from '#main/server/log.ts'
import type { ServeOptions } from '#main/server/serve-options.ts'
import { startService } from '#main/service.ts'
import type { Service } from '#main/service.ts'
import { readDesktopOptions } from './desktop-options.ts'
import { openShell } from './shell.ts'
import { lendToken, limitPermissions } from './window.ts'

async function run(options: ServeOptions): Promise<void> {
  const service = await startService({
    ...options,
    rendererFolder: rendererFolder(),
    version: appVersion(),
    log: createLog(options.logLevel, options.json, (line) => process.stderr.write(line)),
  })
  stopBeforeQuitting(service)
  limitPermissions(service.controlUrl)
  lendToken(service)
  await openShell({ service, home: options.home, args: ownArgs() })
  app.on('window-all-closed', () => app.quit())
}

/** Quits only after the service has ended in order. */
function stopBeforeQuitting(service: Service): void {
  let stopping: Promise<void> | null = null
  app.on('will-quit', (event) => {
    event.preventDefault()
    stopping ??= service.stop().then(
      () => app.exit(0),
      (error: unknown) => giveUp(error),
    )
  })
}

function giveUp(error: unknown): void {
  dialog.showErrorBox('Creel cannot go on', error instanceof Error ? error.message : String(error))
  app.exit(1)
}

// Unpackaged the first argument is the app itself.
const ownArgs = (): string[] => process.argv.slice(app.isPackaged ? 1 : 2)

function start(): void {
  const options = readDesktopOptions(ownArgs(), process.env)
  prepareDataFolder(options.home)
  // One window for a data folder: the lock lies in it, and so does what Chromium keeps.
  app.setPath('userData', join(options.home, 'window'))
  if (!app.requestSingleInstanceLock()) return app.quit()
  app.enableSandbox()
  app
    .whenReady()
    .then(() => run(options))
    .catch(giveUp)
}

try {
  start()
} catch (error) {
  giveUp(error)
}
