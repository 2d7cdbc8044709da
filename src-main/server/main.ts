import { runServer } from './run-server.ts'
import { endSoon, processTerminal } from './terminal.ts'

endSoon(await runServer(process.argv.slice(2), processTerminal()))
