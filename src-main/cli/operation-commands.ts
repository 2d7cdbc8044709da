import type { Command } from 'commander'
import { exitCodes } from '#main/server/exit-codes.ts'
import type { Terminal } from '#main/server/terminal.ts'
import type { Operation } from '#shared/contract/operation.ts'
import { pathParameters, takesIdempotencyKey } from '#shared/contract/operation.ts'
import { operations } from '#shared/contract/operations.ts'
import type { OperationName } from '#shared/contract/operations.ts'
import { addCommonOptions } from './common-options.ts'
import type { CommonOptions } from './common-options.ts'
import { connect } from './connect.ts'
import { tellsFailure } from './failures.ts'
import { flagsOf, idempotencyKeyFlag, inputOf, kebab, secretFields } from './input-flags.ts'
import { printOutput } from './print-output.ts'
import { readSecrets } from './read-secrets.ts'

/** Operations whose command does more than call them; it stands in a file of its own. */
const made: ReadonlySet<OperationName> = new Set([
  'requests.import',
  'requests.replay',
  'simulations.send',
  'simulations.run',
  'sources.mock',
])

/** Makes `creel <noun> <verb>` of every operation of the contract; the result has the nouns. */
export function addOperationCommands(program: Command, terminal: Terminal, endWith: EndWith): Map<string, Command> {
  const nouns = new Map<string, Command>()
  const names = Object.keys(operations) as OperationName[]
  const verbsOf = (noun: string): string[] =>
    names.filter((name) => name.startsWith(`${noun}.`)).map((name) => kebab(name.slice(noun.length + 1)))
  for (const name of names) {
    const [noun = '', verb = ''] = name.split('.')
    const command = nouns.get(noun) ?? program.command(kebab(noun))
    nouns.set(noun, command)
    if (made.has(name)) continue
    // A noun with a single verb needs none: `creel status`.
    const isDefault = verbsOf(noun).length === 1
    addOperation(command.command(kebab(verb), { isDefault }), name, { terminal, endWith })
  }
  return nouns
}

type EndWith = (exitCode: number) => void

function addOperation(
  command: Command,
  name: OperationName,
  { terminal, endWith }: { terminal: Terminal; endWith: EndWith },
): void {
  const entry: Operation = operations[name]
  const parameters = pathParameters(entry.path)
  command.description(entry.summary)
  for (const parameter of parameters) command.argument(`<${kebab(parameter)}>`)
  for (const flag of flagsOf(entry)) command.addOption(flag)
  if (takesIdempotencyKey(entry)) command.addOption(idempotencyKeyFlag())
  addCommonOptions(command, terminal)
  command.action(async () => {
    const { home, json, idempotencyKey, ...flags } = command.opts<CommonOptions & { idempotencyKey?: string }>()
    const inPath = Object.fromEntries(parameters.map((parameter, index) => [parameter, command.processedArgs[index]]))
    const { client } = await connect(home)
    const secrets = await readSecrets(secretFields(entry), flags, terminal)
    const output = await client(name, { ...inputOf(flags), ...secrets, ...inPath } as never, { idempotencyKey })
    printOutput(name, output, json, terminal)
    if (tellsFailure(name, output)) endWith(exitCodes.failed)
  })
}
