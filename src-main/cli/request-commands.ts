import type { Command } from 'commander'
import { Option } from 'commander'
import { readFeed } from '#main/connect/feed-reader.ts'
import { exchange } from '#main/connect/http-exchange.ts'
import { printable, printableJson, printableJsonLine, printableLine } from '#main/server/printable.ts'
import type { Terminal } from '#main/server/terminal.ts'
import { problemError } from '#shared/contract/client.ts'
import { AppError } from '#shared/contract/problem.ts'
import { exportFormatNames } from '#shared/export/formats.ts'
import type { RequestRow } from '#shared/model/request.ts'
import { connect } from './connect.ts'
import { addCommonOptions } from './common-options.ts'
import type { CommonOptions } from './common-options.ts'
import { addImportCommand } from './import-command.ts'
import { addReplayCommand } from './replay-command.ts'

/** What `creel requests` can do beside the contract: replays, raw bodies, commands, and following. */
export function addRequestCommands(requests: Command, terminal: Terminal, endWith: (exitCode: number) => void): void {
  addReplayCommand(requests, terminal, endWith)

  addCommonOptions(requests.command('body'), terminal)
    .description('Write the raw body of a request to stdout.')
    .argument('<id>')
    .action(async (id: string, { home, json }: CommonOptions) => {
      const body = await fetchFile(home, `/api/v1/requests/${encodeURIComponent(id)}/body`)
      if (json) return terminal.write(`${printableJson(fileAsJson(body))}\n`)
      terminal.write(terminal.isInteractive ? printable(body.toString('utf8')) : body)
    })

  addCommonOptions(requests.command('export'), terminal)
    .description('Write a request as a command or program that sends it again, or many as one HAR to share.')
    .argument('[id]', 'left out: all that --q finds, as one HAR')
    .addOption(new Option('--format <format>', 'how it is written').choices([...exportFormatNames]).default('curl'))
    .option('--q <q>', 'which requests, such as event:invoice.*')
    .option('--redact', 'take secrets out (usual for many)')
    .option('--no-redact', 'leave everything as it came')
    .action(async (id: string | undefined, { home, json, ...wishes }: CommonOptions & ExportWishes) => {
      const file = await fetchFile(home, exportPath(id, wishes))
      const format = id === undefined ? 'har' : wishes.format
      terminal.write(json ? `${printableJson({ format, ...fileAsJson(file) })}\n` : file)
    })

  addImportCommand(requests, terminal)

  addCommonOptions(requests.command('tail'), terminal)
    .description('Print requests as they come, until stopped.')
    .action(async ({ home, json }: CommonOptions) => follow(home, json, terminal))
}

/** A file within JSON: as text where it is UTF-8, else as base 64. */
function fileAsJson(file: Buffer): { text: string } | { base64: string } {
  const text = file.toString('utf8')
  return file.equals(Buffer.from(text)) ? { text } : { base64: file.toString('base64') }
}

type ExportWishes = { format: string; q?: string; redact?: boolean }

function exportPath(id: string | undefined, { format, q, redact }: ExportWishes): string {
  const asked = redact === undefined ? {} : { redact: String(redact) }
  if (id !== undefined) {
    return `/api/v1/requests/${encodeURIComponent(id)}/export?${new URLSearchParams({ format, ...asked }).toString()}`
  }
  if (q === undefined) throw new AppError('bad-input', 'Name a request, or say which ones: --q "event:invoice.*".')
  return `/api/v1/requests/export?${new URLSearchParams({ q, ...asked }).toString()}`
}

async function fetchFile(home: string, path: string): Promise<Buffer> {
  const { address } = await connect(home)
  const { status, body } = await exchange(address, { method: 'GET', path, body: null })
  if (status < 300) return body
  throw problemError(status, body.toString('utf8'))
}

async function follow(home: string, asJson: boolean | undefined, terminal: Terminal): Promise<void> {
  const { address } = await connect(home)
  for await (const { kind, data } of readFeed(address)) {
    if (kind !== 'request.received') continue
    terminal.write(asJson ? `${printableJsonLine(data)}\n` : `${printableLine(oneLine(data))}\n`)
  }
  throw new AppError('not-running', 'Creel has ended. Start it with: creel start')
}

const oneLine = (row: RequestRow): string =>
  [
    row.receivedAt,
    row.id,
    row.status ?? '–',
    row.method,
    row.path || '/',
    row.verification.state,
    row.eventType,
    row.summary,
  ]
    .filter((part) => part !== null)
    .join('  ')
