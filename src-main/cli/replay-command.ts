import { setTimeout as pause } from 'node:timers/promises'
import type { Command } from 'commander'
import { exitCodes } from '#main/server/exit-codes.ts'
import { printableLine } from '#main/server/printable.ts'
import { stopSignal } from '#main/server/stop-signal.ts'
import type { Terminal } from '#main/server/terminal.ts'
import type { Client } from '#shared/contract/client.ts'
import type { CallOf } from '#shared/contract/operations.ts'
import { operations } from '#shared/contract/operations.ts'
import type { Replay } from '#shared/model/replay.ts'
import { connect } from './connect.ts'
import { addCommonOptions } from './common-options.ts'
import type { CommonOptions } from './common-options.ts'
import { flagsOf, inputOf } from './input-flags.ts'
import { printOutput } from './print-output.ts'

const askEveryMs = 500
/** What is said of one request and cannot be said of many. */
const ofOne = ['method', 'path', 'headers', 'body', 'bodyBase64', 'wait']

/** Replays one request or all that a filter finds; `endWith` is told the exit code of one that failed. */
export function addReplayCommand(requests: Command, terminal: Terminal, endWith: (exitCode: number) => void): void {
  const command = requests
    .command('replay')
    .description('Send a request again, as it came or edited; or, with --filter, all requests that it finds.')
    .argument('[id]')
    .option('--filter <query>', 'All requests that this finds, the oldest first. Such as: event:invoice.* after:14:00')
  for (const flag of flagsOf(operations['requests.replay'])) command.addOption(flag)
  for (const flag of flagsOf(operations['requests.replayMany'])) {
    if (['pace', 'dryRun'].includes(flag.attributeName()) && !flag.negate) command.addOption(flag)
  }
  addCommonOptions(command, terminal).action(async (id: string | undefined) => {
    const { home, json, filter, pace, dryRun, ...flags } = command.opts<
      CommonOptions & ManyFlags & Record<string, unknown>
    >()
    const mistake = mistakeOf(id, { filter, pace, dryRun }, flags)
    if (mistake !== null) command.error(mistake)
    const { client } = await connect(home)
    if (filter === undefined) {
      const delivery = await client('requests.replay', { id: id ?? '', ...inputOf(flags) })
      printOutput('requests.replay', delivery, json, terminal)
      if (delivery.state !== 'delivered' && flags['wait'] !== false) endWith(exitCodes.failed)
      return
    }
    const input = { q: filter, ...inputOf(flags), ...(pace !== undefined && { pace }) }
    if (dryRun) return printOutput('requests.replayMany', await count(client, input), json, terminal)
    const replay = await replayMany(client, input, json ? null : terminal)
    if (json) printOutput('replays.get', replay, json, terminal)
    if (replay.state !== 'done' || replay.failed + replay.skipped > 0) endWith(exitCodes.failed)
  })
}

type ManyFlags = { filter?: string | undefined; pace?: number | undefined; dryRun?: boolean | undefined }

function mistakeOf(
  id: string | undefined,
  { filter, pace, dryRun }: ManyFlags,
  flags: Record<string, unknown>,
): string | null {
  if (id === undefined && filter === undefined) return 'Name the request to replay, or say which with --filter.'
  if (id !== undefined && filter !== undefined) return 'Name one request or give a --filter, not both.'
  if (filter === undefined && (pace !== undefined || dryRun)) return '--pace and --dry-run go with --filter.'
  const alien = filter === undefined ? undefined : ofOne.find((name) => flags[name] !== undefined)
  return alien === undefined ? null : `--${alien === 'bodyBase64' ? 'body-base64' : alien} is for one request alone.`
}

type ManyInput = CallOf<'requests.replayMany'>

const count = async (call: Client, input: ManyInput): Promise<{ count: number }> => {
  const { count: found } = await call('requests.replayMany', { ...input, dryRun: true })
  return { count: found }
}

/** Starts a replay and tells how it goes until it is over; Ctrl+C cancels it. */
async function replayMany(call: Client, input: ManyInput, terminal: Terminal | null): Promise<Replay> {
  const { replay: started } = await call('requests.replayMany', input)
  if (!started) throw new Error('The replay was counted and not started.')
  void stopSignal().then(() => call('replays.cancel', { id: started.id }))
  terminal?.write(`${started.total} to replay, at most ${started.pace} a second. Ctrl+C cancels.\n`)
  let replay = started
  let told = ''
  while (replay.state === 'running') {
    await pause(askEveryMs)
    replay = await call('replays.get', { id: started.id })
    const line = progressLine(replay)
    if (line !== told) terminal?.write(line)
    told = line
  }
  for (const { requestId, message } of replay.problems) {
    terminal?.complain(`${requestId}: ${printableLine(message)}\n`)
  }
  return replay
}

const words: Record<Replay['state'], string> = {
  running: 'so far',
  done: 'in all',
  cancelled: 'when it was cancelled',
  interrupted: 'when Creel stopped',
}

function progressLine({ state, total, delivered, failed, skipped }: Replay): string {
  const parts = [`${delivered} delivered`, failed > 0 && `${failed} failed`, skipped > 0 && `${skipped} not sent`]
  const told = parts.filter((part) => part !== false).join(', ')
  return `${delivered + failed + skipped} of ${total} ${words[state]}: ${told}\n`
}
