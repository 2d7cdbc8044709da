import { readFileSync, writeFileSync } from 'node:fs'
import type { Command } from 'commander'
import { printable, printableJson } from '#main/server/printable.ts'
import type { Terminal } from '#main/server/terminal.ts'
import { AppError } from '#shared/contract/problem.ts'
import type { ConfigurationChange } from '#shared/model/configuration.ts'
import { addCommonOptions } from './common-options.ts'
import type { CommonOptions } from './common-options.ts'
import { connect } from './connect.ts'

type ApplyOptions = CommonOptions & { file: string; dryRun: boolean; yes: boolean }

/** `creel export` and `creel apply`: templates, sources, webhooks and triggers as files. */
export function addFileCommands(program: Command, terminal: Terminal): void {
  addCommonOptions(program.command('export'), terminal)
    .description('Write templates, sources, webhooks and triggers as YAML, without their secrets.')
    .option('--to <file>', 'a file instead of the standard output')
    .action(async ({ home, json, to }: CommonOptions & { to?: string }) => {
      const { client } = await connect(home)
      const exported = await client('configuration.export', {})
      for (const warning of exported.warnings) terminal.complain(`${printable(warning)}\n`)
      if (to !== undefined) writeText(to, exported.text)
      else terminal.write(json ? `${printableJson(exported)}\n` : printed(exported.text, terminal))
    })

  addCommonOptions(program.command('apply'), terminal)
    .description('Make and change what a YAML file says. Prints what differs first; nothing is ever deleted.')
    .requiredOption('-f, --file <file>', 'the file; - reads the standard input')
    .option('--dry-run', 'only print what would change', false)
    .option('--yes', 'apply it', false)
    .action(async (options: ApplyOptions) => apply(options, terminal))
}

const printed = (text: string, { isInteractive }: Terminal): string => (isInteractive ? printable(text) : text)

async function apply({ home, json, file, dryRun, yes }: ApplyOptions, terminal: Terminal): Promise<void> {
  const text = file === '-' ? await terminal.input.read() : readText(file)
  const { client } = await connect(home)
  const secrets = secretsIn(text, terminal.environment)
  const planned = await client('configuration.apply', { text, secrets })
  const isWanted = yes && !dryRun
  if (!json) terminal.write(printed(`${planned.changes.flatMap(linesOf).join('\n')}\n`, terminal))
  const changes = planned.changes.filter(({ kind }) => kind !== 'unchanged').length
  const differs = changes > 0
  if (isWanted && differs && !json) terminal.write(`Applying ${countWords(changes)}, all or none…\n`)
  const done = isWanted && differs ? await client('configuration.apply', { text, apply: true, secrets }) : planned
  if (json) return terminal.write(`${printableJson(done)}\n`)
  terminal.write(`${endWords(differs, done.isApplied, dryRun)}\n`)
  if (done.missingSecrets.length > 0) {
    terminal.complain(`Kept as they are, since the environment has none: ${done.missingSecrets.join(', ')}.\n`)
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new AppError('bad-input', `The file ${file} cannot be read. Is the path right?`, { cause: error })
  }
}

function writeText(file: string, text: string): void {
  try {
    writeFileSync(file, text)
  } catch (error) {
    throw new AppError('bad-input', `The file ${file} cannot be written. Is the path right?`, { cause: error })
  }
}

const countWords = (changes: number): string =>
  changes === 1 ? '1 change' : `${changes.toLocaleString('en-US')} changes`

function endWords(differs: boolean, isApplied: boolean, dryRun: boolean): string {
  if (!differs) return 'Nothing differs.'
  if (isApplied) return 'Applied.'
  return dryRun ? 'Nothing was changed.' : 'Nothing was changed. Add --yes to apply it.'
}

const marks = { create: '+', update: '~', unchanged: '=' } as const

const linesOf = ({ noun, name, kind, fields }: ConfigurationChange): string[] => [
  `${marks[kind]} ${noun} “${name}”`,
  ...(kind === 'update' ? fields.map(({ path, from, to }) => `    ${path}: ${inLine(from)} → ${inLine(to)}`) : []),
]

const shownLetters = 200

function inLine(value: unknown): string {
  const text = JSON.stringify(value)
  return text.length > shownLetters ? `${text.slice(0, shownLetters)}…` : text
}

/** What the environment has for the placeholders of a file. */
const secretsIn = (text: string, environment: NodeJS.ProcessEnv): Record<string, string> =>
  Object.fromEntries(
    [...text.matchAll(/\$\{([A-Z][A-Z0-9_]*)\}/g)].flatMap(([, name = '']) => {
      const value = environment[name]
      return value === undefined ? [] : [[name, value]]
    }),
  )
