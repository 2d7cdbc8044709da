import type { Command } from 'commander'
import { prepareDataFolder } from '#main/connect/data-folder.ts'
import { hasDisplay, openBrowser } from '#main/server/open-browser.ts'
import { printableJson } from '#main/server/printable.ts'
import { addServeOptions } from '#main/server/serve-options.ts'
import type { ServeOptions } from '#main/server/serve-options.ts'
import { serve } from '#main/server/serve.ts'
import type { Terminal } from '#main/server/terminal.ts'
import { welcomeText } from '#main/server/welcome.ts'
import { connect } from './connect.ts'
import { addCommonOptions } from './common-options.ts'
import type { CommonOptions } from './common-options.ts'
import { startInBackground } from './start-in-background.ts'
import { stopRunning } from './stop-running.ts'

/** The commands that start, open and end Creel. `ended` takes the exit code of a serving that has ended. */
export function addRunCommands(program: Command, terminal: Terminal, ended: (exitCode: number) => void): void {
  const { environment } = terminal
  const run = async (options: ServeOptions): Promise<void> => ended(await serve(options, terminal))

  addServeOptions(program.command('serve'), environment)
    .description('Run Creel in this terminal until it is stopped.')
    .action(run)

  addServeOptions(program.command('start'), environment)
    .description('Start Creel in the background.')
    .option('--foreground', 'stay in this terminal, as serve does', false)
    .action(async ({ foreground, ...options }: ServeOptions & { foreground: boolean }) => {
      if (foreground) return run(options)
      prepareDataFolder(options.home)
      const welcome = await startInBackground(options, environment)
      terminal.write(options.json ? `${printableJson(welcome)}\n` : `${welcomeText(welcome)}End it with: creel stop\n`)
      if (options.open ?? terminal.isInteractive) openWhereSeen(welcome.enterUrl, environment)
    })

  addCommonOptions(program.command('open'), terminal)
    .description('Open Creel in the browser.')
    .action(async ({ home, json }: CommonOptions) => {
      const { client } = await connect(home)
      const code = await client('session.createCode', {})
      terminal.write(json ? `${printableJson(code)}\n` : `${code.url}\n`)
      if (terminal.isInteractive) openWhereSeen(code.url, environment)
    })

  addCommonOptions(program.command('stop'), terminal)
    .description('End the running Creel.')
    .action(async ({ home, json }: CommonOptions) => {
      const processId = await stopRunning(home)
      terminal.write(json ? `${printableJson({ processId })}\n` : `Creel (process ${processId}) has ended.\n`)
    })
}

function openWhereSeen(url: string, environment: NodeJS.ProcessEnv): void {
  if (hasDisplay(environment)) openBrowser(url)
}
