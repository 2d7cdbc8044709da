import { Command } from 'commander'
import { complain } from './complain.ts'
import { addServeOptions } from './serve-options.ts'
import type { ServeOptions } from './serve-options.ts'
import { serve } from './serve.ts'
import type { Terminal } from './terminal.ts'

/** Reads flags and environment, serves until told to stop, and returns the exit code. */
export async function runServer(args: string[], terminal: Terminal): Promise<number> {
  const command = addServeOptions(new Command('creel-server'), terminal.environment)
    .description('Run Creel without a window.')
    .allowExcessArguments(false)
    .exitOverride()
    .configureOutput({ writeOut: terminal.write, outputError: () => undefined })
  try {
    command.parse(args, { from: 'user' })
    return await serve(command.opts<ServeOptions>(), terminal)
  } catch (error) {
    return complain(error, terminal, args.includes('--json'))
  }
}
