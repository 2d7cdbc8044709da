import { Argument } from 'commander'
import type { Command } from 'commander'
import { printable, printableJsonLine } from '#main/server/printable.ts'
import { addStartOptions } from '#main/server/serve-options.ts'
import type { ServeOptions } from '#main/server/serve-options.ts'
import { stopSignal } from '#main/server/stop-signal.ts'
import type { Terminal } from '#main/server/terminal.ts'
import { ensureRunning } from './ensure-running.ts'
import { listen } from './listen.ts'
import { tellListening } from './listen-lines.ts'
import { readTarget } from './read-target.ts'

type ListenFlags = ServeOptions & { source?: string; forward?: true; tunnel: boolean; catchUp: boolean }

/** Adds `creel listen`: a public address for an app on this computer, and what comes to it, until Ctrl+C. */
export function addListenCommand(program: Command, terminal: Terminal): void {
  addStartOptions(program.command('listen'), terminal.environment)
    .description('Give an app of yours a public address and show what comes to it, until stopped.')
    .addArgument(new Argument('<app>', 'its port or address, such as 3000').argParser(readTarget))
    .option('--source <name>', 'the source to use, made where it is missing; left out, one is kept for the app')
    .option('--forward', 'answer senders at once, instead of with the answer of the app')
    .option('--no-tunnel', 'open no tunnel: only this computer can send')
    .option('--no-catch-up', 'leave out what came while nobody listened')
    .option('--json', 'write each event as a line of JSON')
    .action((target: string, flags: ListenFlags) => run(target, flags, terminal))
}

async function run(target: string, flags: ListenFlags, terminal: Terminal): Promise<void> {
  const { home, source, tunnel, catchUp, json } = flags
  const stopping = new AbortController()
  void stopSignal().then(() => stopping.abort())
  const creel = await ensureRunning(flags, terminal.environment)
  try {
    await listen(
      { home, target, source, tunnel, catchUp, mode: flags.forward ? 'forward' : 'relay' },
      {
        address: creel.address,
        client: creel.client,
        signal: stopping.signal,
        tell: (event) => terminal.write(`${json ? printableJsonLine(event) : printable(tellListening(event))}\n`),
      },
    )
  } finally {
    await creel.end()
  }
}
