import { readFileSync } from 'node:fs'
import type { Command } from 'commander'
import { printable, printableJson } from '#main/server/printable.ts'
import type { Terminal } from '#main/server/terminal.ts'
import { AppError } from '#shared/contract/problem.ts'
import type { ImportResult } from '#shared/model/import-result.ts'
import { addCommonOptions } from './common-options.ts'
import type { CommonOptions } from './common-options.ts'
import { connect } from './connect.ts'

type ImportFlags = CommonOptions & { sourceId?: string; dryRun: boolean }

/** `creel requests import <file>`: a cURL command, a HAR, a bundle or raw HTTP; `-` reads it from stdin. */
export function addImportCommand(requests: Command, terminal: Terminal): void {
  addCommonOptions(requests.command('import'), terminal)
    .description('Import requests from a file: a cURL command, a HAR, a bundle of another Creel, or raw HTTP.')
    .argument('<file>', '- for stdin')
    .option('--source-id <id>', 'the source that they are kept under; left out: the first one')
    .option('--dry-run', 'only tell what would be imported', false)
    .action(async (file: string, { home, json, sourceId, dryRun }: ImportFlags) => {
      const given = file === '-' ? { text: await terminal.input.read() } : { base64: readFile(file).toString('base64') }
      const { client } = await connect(home)
      const source = sourceId ?? (await client('sources.list', {})).items[0]?.id ?? ''
      const result = await client('requests.import', { sourceId: source, ...given, dryRun })
      terminal.write(json ? `${printableJson(result)}\n` : tell(result))
    })
}

function readFile(file: string): Buffer {
  try {
    return readFileSync(file)
  } catch (cause) {
    throw new AppError('bad-input', `${file} cannot be read. Name a file with a cURL command, a HAR or raw HTTP.`, {
      cause,
    })
  }
}

function tell({ format, requests, ids }: ImportResult): string {
  const lines = requests.map(({ method, path, bodyBytes, problems }, index) => {
    const made = ids[index] ?? 'would be made'
    return [
      `${made}  ${method} ${path === '' ? '/' : path}  ${bodyBytes} bytes`,
      ...problems.map((one) => `  ${one}`),
    ].join('\n')
  })
  return printable(`${lines.join('\n')}\n${requests.length} ${ids.length > 0 ? 'imported' : 'found'} (${format}).\n`)
}
