import { writeFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import type { Command } from 'commander'
import { exitCodes } from '#main/server/exit-codes.ts'
import { printableJson, printableLine } from '#main/server/printable.ts'
import { stopSignal } from '#main/server/stop-signal.ts'
import type { Terminal } from '#main/server/terminal.ts'
import type { Client } from '#shared/contract/client.ts'
import { operations } from '#shared/contract/operations.ts'
import { printJunit } from '#shared/export/junit.ts'
import type { Check, CheckCase } from '#shared/model/check.ts'
import { checkCases, isConformant } from '#shared/model/check.ts'
import { HmacScheme } from '#shared/model/provider.ts'
import { addCommonOptions } from './common-options.ts'
import type { CommonOptions } from './common-options.ts'
import { connect } from './connect.ts'
import { flagsOf, inputOf, joinParts, partFlagsOf, secretFields } from './input-flags.ts'
import { readSecrets } from './read-secrets.ts'

const askEveryMs = 150

/** Adds `creel check <url>`: it checks a handler and tells the report; one that is not as it should be ends with 1. */
export function addCheckCommand(program: Command, terminal: Terminal, endWith: (exitCode: number) => void): void {
  const entry = operations['checks.run']
  const command = program.command('check').description(entry.summary).argument('<url>', 'The handler.')
  for (const flag of flagsOf(entry)) if (flag.attributeName() !== 'url') command.addOption(flag)
  for (const flag of partFlagsOf('hmac', HmacScheme)) command.addOption(flag)
  command.option('--junit <file>', 'Write the report as JUnit XML too.')
  addCommonOptions(command, terminal).action(async (url: string) => {
    const { home, json, junit, ...flags } = command.opts<CommonOptions & { junit?: string } & Record<string, unknown>>()
    const { client } = await connect(home)
    const secrets = await readSecrets(secretFields(entry), flags, terminal)
    const started = await client('checks.run', {
      ...inputOf(joinParts(flags, 'hmac', HmacScheme)),
      ...secrets,
      url,
    } as never)
    const ended = await follow(client, started, json ? null : terminal)
    if (junit !== undefined) writeFileSync(junit, printJunit(ended))
    if (json) terminal.write(`${printableJson(ended)}\n`)
    if (!isConformant(ended)) endWith(exitCodes.failed)
  })
}

/** Tells each case when it is over; Ctrl+C cancels the check. */
async function follow(call: Client, started: Check, terminal: Terminal | null): Promise<Check> {
  const { id } = started
  void stopSignal().then(() => call('checks.cancel', { id }))
  let check = started
  let told = 0
  for (;;) {
    const over = check.cases.filter(({ state }) => state !== 'waiting' && state !== 'running')
    for (const one of over.slice(told)) terminal?.write(linesOf(one))
    told = over.length
    if (check.state !== 'running') break
    await pause(askEveryMs)
    check = await call('checks.get', { id })
  }
  terminal?.write(endOf(check))
  return check
}

const marks = { passed: 'ok  ', failed: 'FAIL', broken: '????', skipped: 'skip', waiting: '    ', running: '    ' }

function linesOf({ name, state, detail, fix }: CheckCase): string {
  const line = `${marks[state]}  ${checkCases[name].title}${detail === null ? '' : `: ${printableLine(detail)}`}\n`
  return fix === null ? line : `${line}      ${printableLine(fix)}\n`
}

function endOf({ cases, score, state }: Check): string {
  const count = (of: CheckCase['state']): number => cases.filter((one) => one.state === of).length
  const ending = state === 'done' ? '' : ` The check was ${state}.`
  return `${score ?? 0} of 100: ${count('passed')} passed, ${count('failed')} failed, ${count('skipped')} skipped.${ending}\n`
}
