import { AppError } from '#shared/contract/problem.ts'
import { findBody, findRequest } from '#main/core/database/stores/request-store.ts'
import { parseBody } from '#main/core/events/parse-body.ts'
import type { Sample } from '#main/core/requests/learn-schema.ts'
import { learnSchema } from '#main/core/requests/learn-schema.ts'
import { listSeqs } from '#main/core/requests/list-requests.ts'
import { capturedOf } from '#main/core/requests/stored-request.ts'
import { printRequestQuery } from '#shared/query/request-query.ts'
import type { Handlers } from './handlers.ts'
import type { RequestsParts } from './requests-parts.ts'
import { selectionOf } from './requests-parts.ts'

/** `requests.schema`: learnt when it is asked for, so that receiving pays nothing for it. */
export function schemaHandlers(parts: RequestsParts): Pick<Handlers, 'requests.schema'> {
  return {
    'requests.schema': async ({ eventType, sourceId, samples }, { workspaceId, signal }) => {
      const q = printRequestQuery([
        { kind: 'field', field: 'event', comparison: '=', value: eventType, negated: false },
      ])
      const selection = selectionOf(parts, workspaceId, { q, sourceId })
      const options = { beforeSeq: Number.MAX_SAFE_INTEGER, limit: samples, signal }
      const found = await listSeqs(parts.readers.heavy, selection, options)
      const schema = await learnSchema(eventType, readSamples(parts, workspaceId, found.toReversed(), signal))
      if (schema.requestCount > 0) return schema
      throw new AppError(
        'bad-input',
        `No stored request of the type ${eventType} has a body that can be read as JSON or a form.`,
      )
    },
  }
}

async function* readSamples(
  { readers }: RequestsParts,
  workspaceId: string,
  found: readonly { id: string; seq: number }[],
  signal: AbortSignal,
): AsyncGenerator<Sample> {
  for (const { id, seq } of found) {
    signal.throwIfAborted()
    const stored = await findRequest(readers.quick, workspaceId, id)
    if (!stored) continue
    const json = parseBody(capturedOf(stored, await findBody(readers.quick, seq)))
    if (json !== undefined) yield { requestId: id, receivedAt: stored.receivedAt, json }
  }
}
