import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import type { ControlledApp } from '#main/core/controlled-app.ts'
import type { CallContext } from '#main/core/handlers/handlers.ts'
import { queryFlag } from '#shared/contract/operation.ts'
import { operations } from '#shared/contract/operations.ts'
import { AppError } from '#shared/contract/problem.ts'
import type { ExportedRequest } from '#shared/export/exported-request.ts'
import { exportFormatNames, exportFormats } from '#shared/export/formats.ts'
import { printHar } from '#shared/export/har.ts'
import { redactRequest } from '#shared/export/redact.ts'
import { RequestId } from '#shared/model/id.ts'

const redactFlag = queryFlag.describe('Take out secrets and the values of headers and fields that tell of one.')

export const ExportInput = z.strictObject({
  id: RequestId,
  format: z.enum(exportFormatNames).default('curl'),
  redact: redactFlag.default(false),
})

const { limit: _limit, cursor: _cursor, ...filter } = operations['requests.list'].input.shape

/** Which requests go into one HAR: some ids, separated by commas, or a filter. */
export const ManyExportInput = z.strictObject({
  ...filter,
  ids: z
    .string()
    .transform((text) => text.split(',').filter((id) => id !== ''))
    .pipe(z.array(RequestId).max(1000))
    .optional(),
  redact: redactFlag.default(true),
})

const requestsAtMost = 1000
const bodyBytesAtMost = 64 * 1024 * 1024
const pageSize = 500

/** One request in a format, as it came or redacted. */
export async function exportOne(
  app: ControlledApp,
  { id, format, redact }: z.infer<typeof ExportInput>,
  context: CallContext,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { contentType, extension, print } = exportFormats[format]
  const exact = await readExported(app, id, context)
  const { request, redacted } = redact
    ? redactRequest(exact, app.knownSecrets(context.workspaceId))
    : { request: exact, redacted: [] }
  const written = format === 'har' ? printHar([{ request, redacted }], app.version) : print(request, app.version)
  reply.type(contentType).header('content-disposition', `inline; filename="${id}.${extension}"`)
  return reply.send(typeof written === 'string' ? written : Buffer.from(written.buffer))
}

/** Many requests as one HAR, the oldest first. */
export async function exportMany(
  app: ControlledApp,
  { ids, redact, ...which }: z.infer<typeof ManyExportInput>,
  context: CallContext,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const found = ids ?? (await findIds(app, which, context))
  const known = app.knownSecrets(context.workspaceId)
  const entries: { request: ExportedRequest; redacted: readonly string[] }[] = []
  let bodyBytes = 0
  for (const id of found.toReversed()) {
    context.signal.throwIfAborted()
    const request = await readExported(app, id, context)
    bodyBytes += request.body.length
    if (bodyBytes > bodyBytesAtMost) {
      throw new AppError('bad-input', 'The bodies are larger than 64 MB together. Narrow the filter.')
    }
    entries.push(redact ? redactRequest(request, known) : { request, redacted: [] })
  }
  return reply
    .type(exportFormats.har.contentType)
    .header('content-disposition', 'attachment; filename="creel-requests.har"')
    .send(printHar(entries, app.version))
}

async function findIds(
  app: ControlledApp,
  which: Omit<z.infer<typeof ManyExportInput>, 'ids' | 'redact'>,
  context: CallContext,
): Promise<string[]> {
  const ids: string[] = []
  let cursor: string | undefined
  do {
    const page = await app.handlers['requests.list']({ ...which, limit: pageSize, cursor }, context)
    ids.push(...page.items.map(({ id }) => id))
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined && ids.length <= requestsAtMost)
  if (ids.length > requestsAtMost) {
    throw new AppError('bad-input', `The filter finds more than ${requestsAtMost} requests. Narrow it.`)
  }
  return ids
}

async function readExported(app: ControlledApp, id: string, context: CallContext): Promise<ExportedRequest> {
  const captured = await app.handlers['requests.show']({ id }, context)
  const source = await app.handlers['sources.get']({ id: captured.sourceId }, context)
  const { bytes } = await app.readBody(id, context.workspaceId)
  const { method, headers, path, httpVersion, target, receivedAt, reply, timing } = captured
  return {
    id,
    method,
    url: source.url + path,
    httpVersion,
    target,
    headers,
    body: bytes,
    receivedAt,
    reply,
    totalMs: timing?.totalMs ?? 0,
  }
}
