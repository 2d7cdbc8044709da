import { endSoon, processTerminal } from '#main/server/terminal.ts'
import { runCli } from './run-cli.ts'

// Whoever reads, such as `head`, may leave before all is written; that is an end, not an error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit()
  throw error
})

endSoon(await runCli(process.argv.slice(2), processTerminal()))
