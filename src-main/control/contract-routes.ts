import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Caller } from '#main/core/controlled-app.ts'
import type { CallContext, Handlers } from '#main/core/handlers/handlers.ts'
import type { Operation } from '#shared/contract/operation.ts'
import { operations } from '#shared/contract/operations.ts'
import type { OperationName } from '#shared/contract/operations.ts'
import { AppError } from '#shared/contract/problem.ts'
import { unreadField } from '#shared/contract/unread-field.ts'
import type { IdempotentAnswers, KeptAnswer } from './idempotency.ts'
import { badInput, unknownField } from './problems.ts'

/** Makes every operation of the contract a route below `/api/v1`. */
export function addContractRoutes(
  server: FastifyInstance,
  parts: { handlers: Handlers; idempotent: IdempotentAnswers; stopping: AbortSignal },
): void {
  for (const name of Object.keys(operations) as OperationName[]) {
    const entry: Operation = operations[name]
    const url = `/api/v1${entry.path.replaceAll(/\{(\w+)\}/g, ':$1')}`
    // Each handler takes its own input; the name that picks the schema picks the handler.
    const handle = parts.handlers[name] as (input: unknown, context: CallContext) => Promise<unknown>
    const readInput = inputReader(entry)
    server.route({
      method: entry.method,
      url,
      config: { needs: { name, scope: entry.scope } },
      handler: async (request, reply) => {
        const input = readInput(request)
        const context = contextOf(request, reply, parts.stopping)
        const make = async (): Promise<KeptAnswer> => toAnswer(entry, await handle(input, context))
        const answer =
          entry.method === 'POST'
            ? await onceIfAsked(request, { input, context }, parts.idempotent, make)
            : await make()
        return send(reply, answer)
      },
    })
  }
}

/** Who calls, or an error: a route that needs a caller is never open. */
export function callerOf(request: FastifyRequest): Caller {
  if (request.caller) return request.caller
  throw new AppError('unauthorized', 'This needs a token.')
}

/** The caller, and a signal that ends with the connection or the listener. */
export function contextOf(request: FastifyRequest, reply: FastifyReply, stopping: AbortSignal): CallContext {
  const gone = new AbortController()
  reply.raw.once('close', () => gone.abort())
  return {
    ...callerOf(request),
    idempotencyKey: idempotencyKeyOf(request),
    signal: AbortSignal.any([stopping, gone.signal]),
  }
}

function idempotencyKeyOf(request: FastifyRequest): string | null {
  const key = request.headers['idempotency-key']
  if (key === undefined) return null
  if (Array.isArray(key) || key === '' || key.length > 255) {
    throw new AppError('bad-input', 'An Idempotency-Key is one text of 1 to 255 characters.')
  }
  return key
}

/** Reads what a request asks of an operation. */
function inputReader({ method, input }: Operation): (request: FastifyRequest) => unknown {
  const isQuery = method === 'GET' || method === 'DELETE'
  let schema: Operation['input'] | undefined
  return (request) => {
    const given: unknown = isQuery ? request.query : (request.body ?? {})
    if (typeof given !== 'object' || given === null || Array.isArray(given)) {
      throw new AppError('bad-input', 'The body must be a JSON object.')
    }
    // Strict: a misspelt filter that was ignored could delete everything. Made once: that costs more than to ask it.
    schema ??= input.strict()
    const whole = { ...given, ...(request.params as object) }
    const parsed = schema.safeParse(whole)
    if (!parsed.success) throw badInput(parsed.error)
    const unread = unreadField(whole, parsed.data)
    if (unread) throw unknownField(unread)
    return parsed.data
  }
}

const toAnswer = ({ success = 200 }: Operation, output: unknown): KeptAnswer => ({
  status: success,
  body: success === 204 ? '' : JSON.stringify(output),
})

async function onceIfAsked(
  request: FastifyRequest,
  { input, context }: { input: unknown; context: CallContext },
  idempotent: IdempotentAnswers,
  make: () => Promise<KeptAnswer>,
): Promise<KeptAnswer> {
  const { workspaceId, sessionId, key, idempotencyKey } = context
  if (idempotencyKey === null) return make()
  const call = JSON.stringify([request.method, request.routeOptions.url, input])
  return idempotent.once(JSON.stringify([workspaceId, key?.id ?? sessionId, idempotencyKey]), call, make)
}

function send(reply: FastifyReply, { status, body }: KeptAnswer): FastifyReply {
  reply.code(status)
  return status === 204 ? reply.send() : reply.type('application/json; charset=utf-8').send(body)
}
