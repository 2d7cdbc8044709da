import { readFileSync } from 'node:fs'
import type { Command } from 'commander'
import { printable, printableJson } from '#main/server/printable.ts'
import type { Terminal } from '#main/server/terminal.ts'
import { AppError } from '#shared/contract/problem.ts'
import type { MockResult } from '#shared/model/mock.ts'
import { addCommonOptions } from './common-options.ts'
import type { CommonOptions } from './common-options.ts'
import { connect } from './connect.ts'

type MockFlags = CommonOptions & { document: string; dryRun: boolean }

/** `creel sources mock <id> --document <file>`: a source answers as an OpenAPI document says. */
export function addMockCommand(sources: Command, terminal: Terminal): void {
  addCommonOptions(sources.command('mock'), terminal)
    .description('Make a source a mock of an OpenAPI 3 document. Its answer rules are replaced.')
    .argument('<id>')
    .requiredOption('--document <file>', 'the document, JSON or YAML; - reads the standard input')
    .option('--dry-run', 'only tell what would be made', false)
    .action(async (id: string, { home, json, document: file, dryRun }: MockFlags) => {
      const document = file === '-' ? await terminal.input.read() : readText(file.replace(/^@/, ''))
      const { client } = await connect(home)
      const result = await client('sources.mock', { id, document, dryRun })
      terminal.write(json ? `${printableJson(result)}\n` : printable(tell(result)))
    })
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    throw new AppError('bad-input', `The document ${file} cannot be read. Is the path right?`, { cause })
  }
}

const bodyWords = { example: 'its example', schema: 'made from its schema', none: 'no body' } as const

function tell({ title, operations, leftOut, ruleCount, replacedRules, isMade }: MockResult): string {
  const lines = [
    ...operations.map(({ method, path, status, body }) => `${method} ${path}  ${status}, ${bodyWords[body]}`),
    ...leftOut.map(({ place, why }) => `left out: ${place}: ${why}`),
    `${isMade ? 'Made' : 'Would make'} ${ruleCount} rules of “${title}”; ${replacedRules} rules ${isMade ? 'were' : 'would be'} replaced.`,
  ]
  return `${lines.join('\n')}\n`
}
