import { AppError } from '#shared/contract/problem.ts'
import { fromBase64, latin1OfText, toLatin1 } from '#shared/bytes/latin1.ts'
import { readImport } from '#shared/import/read-import.ts'
import { tellImport } from '#main/core/requests/import-requests.ts'
import type { Handlers } from './handlers.ts'
import type { RequestsParts } from './requests-parts.ts'

const requestsAtMost = 1000
const bodyBytesAtMost = 10_000_000

/** `requests.import`: reads, tells what is to be made, and makes it unless it is only tried. */
export function importHandlers({ registry, importRequests }: RequestsParts): Pick<Handlers, 'requests.import'> {
  return {
    'requests.import': async ({ sourceId, text, base64, dryRun }, { workspaceId }) => {
      const source = registry.byId(sourceId)
      if (source?.workspaceId !== workspaceId) {
        throw new AppError('source-not-found', `No source has the id ${sourceId}.`)
      }
      const reading = readImport(lettersOf(text, base64))
      if (reading.kind === 'unreadable') throw new AppError('bad-input', reading.reason)
      const { format, requests } = reading
      if (requests.length > requestsAtMost) {
        throw new AppError(
          'bad-input',
          `There are ${requests.length} requests in it; at most ${requestsAtMost} can be imported at once. Split it.`,
        )
      }
      if (requests.some(({ body }) => body.length > bodyBytesAtMost)) {
        throw new AppError('bad-input', 'A body in it is larger than 10 MB. Take it out.')
      }
      return {
        format,
        requests: requests.map(tellImport),
        ids: dryRun ? [] : await importRequests(requests, source),
      }
    },
  }
}

function lettersOf(text: string | undefined, base64: string | undefined): string {
  if (text !== undefined) return latin1OfText(text)
  const bytes = fromBase64(base64 ?? '')
  if (bytes === null || bytes.length === 0)
    throw new AppError('bad-input', 'Give what is to be imported as text or as base64.')
  return toLatin1(bytes)
}
