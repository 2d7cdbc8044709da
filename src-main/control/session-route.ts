import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { ControlledApp } from '#main/core/controlled-app.ts'
import { badInput } from './problems.ts'

export const SessionCode = z.strictObject({ code: z.string().min(1).max(200).describe('The one-time code.') })
export const NewSession = z.object({ token: z.string(), sessionId: z.string() })

/** Lets a browser in: a one-time code becomes a session token. Open, since the code is the key. */
export function addSessionRoute(server: FastifyInstance, app: ControlledApp): void {
  server.post('/api/v1/session', { config: { isOpen: true } }, async (request, reply) => {
    const parsed = SessionCode.safeParse(request.body ?? {})
    if (!parsed.success) throw badInput(parsed.error)
    return reply.code(201).send(await app.enter(parsed.data.code))
  })
}
