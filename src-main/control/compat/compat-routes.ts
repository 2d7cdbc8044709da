import { z } from 'zod'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { contextOf } from '#main/control/contract-routes.ts'
import { badInput, createErrorHandler } from '#main/control/problems.ts'
import type { CallContext, Handlers } from '#main/core/handlers/handlers.ts'
import type { Log } from '#main/core/ports.ts'
import { AppError, toProblem } from '#shared/contract/problem.ts'
import type { CompatRoute } from './compat-route.ts'
import { groupDeliveryRoutes } from './group-delivery-routes.ts'
import { groupRoutes } from './group-routes.ts'
import { taskflowRoutes } from './taskflow-routes.ts'

/** Every route of the older APIs, by name. */
export const compatRoutes: Readonly<Record<string, CompatRoute>> = {
  ...taskflowRoutes,
  ...groupRoutes,
  ...groupDeliveryRoutes,
}

/** Adds the routes of the older APIs; their errors are problems too, with 422 where a field is wrong. */
export function addCompatRoutes(
  server: FastifyInstance,
  { handlers, log, stopping }: { handlers: Handlers; log: Log; stopping: AbortSignal },
): void {
  const others = createErrorHandler(log)
  server.register(async (scope) => {
    scope.setErrorHandler((error, request, reply) => {
      // Some fields are checked only where they have become ours.
      const known = error instanceof z.ZodError ? badInput(error) : error
      const isFieldWrong = known instanceof AppError && known.code === 'bad-input' && known.errors !== undefined
      if (isFieldWrong) void sendUnprocessable(reply, known)
      else others(known, request, reply)
    })
    for (const [name, route] of Object.entries(compatRoutes)) {
      // They are about webhooks, whichever document they keep to.
      const needs = { name: name.replace(/^\w+/, 'webhooks'), scope: route.scope }
      scope.route({
        method: route.method,
        url: route.path.replaceAll(/\{(\w+)\}/g, ':$1'),
        config: { needs },
        handler: async (request, reply) => {
          const input = readInput(route, request)
          const handle = route.handle as (
            handlers: Handlers,
            input: unknown,
            context: CallContext,
          ) => ReturnType<CompatRoute['handle']>
          const { body, headers = {} } = await handle(handlers, input, contextOf(request, reply, stopping))
          reply.code(route.success ?? 200).headers(headers)
          return route.success === 204 ? reply.send() : reply.send(body)
        },
      })
    }
  })
}

// Lenient, as the documents are: what they do not name is left aside.
function readInput(route: CompatRoute, request: FastifyRequest): unknown {
  const isQuery = route.method === 'GET' || route.method === 'DELETE'
  const given: unknown = isQuery ? request.query : (request.body ?? {})
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    throw new AppError('bad-input', 'The body must be a JSON object.', {
      errors: [{ path: '', message: 'is no object' }],
    })
  }
  const parsed = route.input.safeParse({ ...given, ...(request.params as object) })
  if (!parsed.success) throw badInput(parsed.error)
  return parsed.data
}

const sendUnprocessable = (reply: FastifyReply, error: AppError): FastifyReply =>
  reply
    .code(422)
    .type('application/problem+json')
    .send(JSON.stringify({ ...toProblem(error), status: 422 }))
