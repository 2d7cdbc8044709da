import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { ControlledApp } from '#main/core/controlled-app.ts'
import { DeliveryId, RequestId } from '#shared/model/id.ts'
import { callerOf, contextOf } from './contract-routes.ts'
import { badInput } from './problems.ts'
import { ExportInput, ManyExportInput, exportMany, exportOne } from './request-exports.ts'

export const BodyInput = z.strictObject({ id: RequestId })
export const SentBodyInput = z.strictObject({ id: DeliveryId })

/** What a request is apart from its JSON: its raw body, and itself in other formats. */
export function addRequestFiles(server: FastifyInstance, app: ControlledApp, stopping: AbortSignal): void {
  server.get('/api/v1/requests/:id/body', reading('requests.body'), async (request, reply) => {
    const { id } = read(BodyInput, request)
    const { bytes, contentType } = await app.readBody(id, callerOf(request).workspaceId)
    if (contentType !== null) reply.header('x-creel-content-type', asHeaderValue(contentType))
    return sendBytes(reply, id, bytes)
  })

  server.get('/api/v1/deliveries/:id/body', reading('deliveries.body'), async (request, reply) => {
    const { id } = read(SentBodyInput, request)
    return sendBytes(reply, id, await app.readSentBody(id, callerOf(request).workspaceId))
  })

  server.get('/api/v1/requests/:id/export', reading('requests.export'), async (request, reply) =>
    exportOne(app, read(ExportInput, request), contextOf(request, reply, stopping), reply),
  )

  server.get('/api/v1/requests/export', reading('requests.export'), async (request, reply) =>
    exportMany(app, read(ManyExportInput, request), contextOf(request, reply, stopping), reply),
  )
}

const reading = (name: string) => ({ config: { needs: { name, scope: 'read' as const } } })

function sendBytes(reply: FastifyReply, id: string, bytes: Uint8Array): FastifyReply {
  // Never the sender's type: what a stranger sent must not become a page or a script of this origin.
  reply.type('application/octet-stream').header('content-disposition', `attachment; filename="${id}.bin"`)
  return reply.send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
}

function read<Output>(schema: z.ZodType<Output>, request: FastifyRequest): Output {
  const parsed = schema.safeParse({ ...(request.query as object), ...(request.params as object) })
  if (!parsed.success) throw badInput(parsed.error)
  return parsed.data
}

/** What a header cannot carry is left out of it. */
const asHeaderValue = (text: string): string => text.replaceAll(/[^\t\x20-\x7e\x80-\xff]/g, '')
