import { Command } from 'commander'
import { appVersion } from '#main/server/app-folder.ts'
import { complain } from '#main/server/complain.ts'
import { exitCodes } from '#main/server/exit-codes.ts'
import type { Terminal } from '#main/server/terminal.ts'
import { addCheckCommand } from './check-command.ts'
import { addFileCommands } from './file-commands.ts'
import { addListenCommand } from './listen/listen-command.ts'
import { addMockCommand } from './mock-command.ts'
import { addOperationCommands } from './operation-commands.ts'
import { addRequestCommands } from './request-commands.ts'
import { addRunCommands } from './run-commands.ts'
import { addSimulationCommands } from './simulation-commands.ts'

/** Does what the arguments say and returns the exit code. */
export async function runCli(args: string[], terminal: Terminal): Promise<number> {
  let exitCode: number = exitCodes.done
  const program = new Command('creel')
    .description('Catch, inspect, verify and replay webhooks.')
    .version(appVersion(), '--version')
    .exitOverride()
    .configureOutput({ writeOut: terminal.write, writeErr: terminal.complain, outputError: () => undefined })
  const endWith = (code: number): void => {
    exitCode = code
  }
  addRunCommands(program, terminal, endWith)
  addListenCommand(program, terminal)
  addFileCommands(program, terminal)
  const nouns = addOperationCommands(program, terminal, endWith)
  const requests = nouns.get('requests')
  if (requests) addRequestCommands(requests, terminal, endWith)
  const sources = nouns.get('sources')
  if (sources) addMockCommand(sources, terminal)
  const simulations = nouns.get('simulations')
  if (simulations) addSimulationCommands(simulations, terminal, endWith)
  addCheckCommand(program, terminal, endWith)
  for (const noun of nouns.values()) noun.summary(noun.commands.map((verb) => verb.name()).join(', '))
  try {
    await program.parseAsync(args, { from: 'user' })
    return exitCode
  } catch (error) {
    return complain(error, terminal, args.includes('--json'))
  }
}
