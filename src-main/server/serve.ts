import { createInterface } from 'node:readline'
import { prepareDataFolder } from '#main/connect/data-folder.ts'
import { findRunning } from '#main/connect/find-running.ts'
import type { Service } from '#main/service.ts'
import { AppError } from '#shared/contract/problem.ts'
import { appVersion, rendererFolder } from './app-folder.ts'
import { exitCodes } from './exit-codes.ts'
import { createLog } from './log.ts'
import { hasDisplay, openBrowser } from './open-browser.ts'
import type { ServeOptions } from './serve-options.ts'
import { stopSignal } from './stop-signal.ts'
import type { Terminal } from './terminal.ts'
import { welcomeText } from './welcome.ts'
import type { Welcome } from './welcome.ts'

const stopWithinMs = 2_800

/** Runs Creel without a window until it is told to stop; the result is the exit code. */
export async function serve(options: ServeOptions, terminal: Terminal): Promise<number> {
  prepareDataFolder(options.home)
  await refuseSecond(options.home)
  const service = await start(options, terminal)
  const welcome = await welcomeOf(service)
  terminal.write(options.json ? `${JSON.stringify(welcome)}\n` : welcomeText(welcome))
  terminal.tellStarter?.({ welcome })
  if (options.open ?? terminal.isInteractive) openWhereSeen(welcome.enterUrl, terminal)
  const refresh = offerFreshLinks(service, terminal)
  await stopSignal()
  refresh?.close()
  return stopInTime(service, terminal)
}

async function refuseSecond(home: string): Promise<void> {
  const found = await findRunning(home)
  if (found.kind !== 'running') return
  const { processId, url } = found.file
  throw new AppError(
    'already-running',
    `Creel runs already on ${home}, at ${url} (process ${processId}). Open it with: creel open. End it with: creel stop.`,
  )
}

async function start(options: ServeOptions, terminal: Terminal): Promise<Service> {
  // Loaded late: the database and the listeners are much, and a command that is refused needs none of it.
  const { startService } = await import('#main/service.ts')
  return startService({
    home: options.home,
    receiverPort: options.receiverPort,
    controlPort: options.controlPort,
    ...(options.tunnelHost !== undefined && { tunnelHost: options.tunnelHost }),
    egress: options.egress,
    ...(options.egressAllow !== undefined && { egressAllow: options.egressAllow }),
    ...(options.token !== undefined && { token: options.token }),
    rendererFolder: rendererFolder(),
    version: appVersion(),
    log: createLog(options.logLevel, options.json, terminal.complain),
  })
}

async function welcomeOf(service: Service): Promise<Welcome> {
  const { controlUrl, receiverUrl } = service
  const { url: sourceUrl } = await service.firstSource()
  return { controlUrl, enterUrl: await service.enterUrl(), receiverUrl, sourceUrl, version: appVersion() }
}

function openWhereSeen(url: string, terminal: Terminal): void {
  if (hasDisplay(terminal.environment)) openBrowser(url)
}

/** At a terminal, Enter asks for a link for one more browser. */
function offerFreshLinks(service: Service, terminal: Terminal): { close: () => void } | null {
  if (!terminal.isInteractive || !process.stdin.isTTY) return null
  terminal.write('Enter gives a fresh link, Ctrl+C ends Creel.\n')
  const lines = createInterface({ input: process.stdin })
  lines.on('line', () => {
    service.enterUrl().then(
      (url) => terminal.write(`  Open      ${url}\n`),
      (error: unknown) => terminal.complain(`No fresh link could be made: ${String(error)}\n`),
    )
  })
  return lines
}

async function stopInTime(service: Service, terminal: Terminal): Promise<number> {
  const late = Promise.withResolvers<'late'>()
  const timer = setTimeout(() => late.resolve('late'), stopWithinMs)
  const ended = await Promise.race([service.stop(), late.promise])
  clearTimeout(timer)
  if (ended !== 'late') return exitCodes.done
  terminal.complain('Creel did not end in time and was cut off. What was acknowledged is on disk.\n')
  return exitCodes.failed
}
