import { setTimeout as pause } from 'node:timers/promises'
import type { Command } from 'commander'
import { exitCodes } from '#main/server/exit-codes.ts'
import { printableLine } from '#main/server/printable.ts'
import { stopSignal } from '#main/server/stop-signal.ts'
import type { Terminal } from '#main/server/terminal.ts'
import type { Client } from '#shared/contract/client.ts'
import { operations } from '#shared/contract/operations.ts'
import type { SimulatedSend, Simulation } from '#shared/model/simulation.ts'
import { isAsExpected } from '#shared/model/simulation.ts'
import { addCommonOptions } from './common-options.ts'
import type { CommonOptions } from './common-options.ts'
import { connect } from './connect.ts'
import { flagsOf, inputOf, secretFields } from './input-flags.ts'
import { printOutput } from './print-output.ts'
import { readSecrets } from './read-secrets.ts'

const askEveryMs = 200

type EndWith = (exitCode: number) => void

/** Adds the commands that send a simulation and wait for its end; one that ends otherwise than it should ends with 1. */
export function addSimulationCommands(simulations: Command, terminal: Terminal, endWith: EndWith): void {
  const add = (name: 'simulations.send' | 'simulations.run', command: Command): void => {
    const entry = operations[name]
    command.description(entry.summary)
    for (const flag of flagsOf(entry)) command.addOption(flag)
    addCommonOptions(command, terminal).action(async () => {
      const { home, json, ...flags } = command.opts<CommonOptions & Record<string, unknown>>()
      const [scenario] = command.processedArgs as [string | undefined]
      const { client } = await connect(home)
      const secrets = await readSecrets(secretFields(entry), flags, terminal)
      const input = { ...inputOf(flags), ...secrets, ...(scenario !== undefined && { name: scenario }) }
      const started = await client(name, input as never)
      const ended = await follow(client, started as Simulation, json ? null : terminal)
      if (json) printOutput(name, ended, json, terminal)
      if (!isAsExpected(ended)) endWith(exitCodes.failed)
    })
  }
  add('simulations.send', simulations.command('send'))
  add('simulations.run', simulations.command('run').argument('<name>', 'The name of a scenario.'))
}

/** Tells each request of a simulation until it is over; Ctrl+C cancels it. */
async function follow(call: Client, started: Simulation, terminal: Terminal | null): Promise<Simulation> {
  const { id } = started
  void stopSignal().then(() => call('simulations.cancel', { id }))
  let simulation = started
  let told = 0
  for (;;) {
    const { items } = await call('simulations.sends', { id })
    for (const send of items.slice(told)) terminal?.write(lineOf(send))
    told = items.length
    // Looked at before the requests were listed: whatever it had sent by its end is among them.
    if (simulation.state !== 'running') break
    await pause(askEveryMs)
    simulation = await call('simulations.get', { id })
  }
  terminal?.write(endOf(simulation))
  return simulation
}

const lineOf = ({ number, status, tookMs, isExpected, outcome }: SimulatedSend): string =>
  `${isExpected ? 'ok  ' : 'BAD '}  ${number}  ${status ?? '–'}  ${Math.round(tookMs)} ms  ${printableLine(outcome)}\n`

const words: Record<Simulation['state'], string> = {
  running: 'sent so far',
  done: 'sent',
  cancelled: 'sent when it was cancelled',
  interrupted: 'sent when Creel stopped',
}

function endOf({ sent, unexpected, state, problem }: Simulation): string {
  const failure = problem === null ? '' : `. It could not go on: ${printableLine(problem)}`
  return `${sent} ${words[state]}, ${sent - unexpected} as expected, ${unexpected} not${failure}\n`
}
