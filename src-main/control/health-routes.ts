import type { FastifyInstance } from 'fastify'

/** For supervisors and scripts: is the process up, and can it store requests? */
export function addHealthRoutes(server: FastifyInstance, isReady: () => boolean): void {
  server.get('/healthz', { config: { isOpen: true } }, async () => ({ status: 'ok' }))
  server.get('/readyz', { config: { isOpen: true } }, async (_request, reply) =>
    isReady() ? { status: 'ready' } : reply.code(503).header('retry-after', '1').send({ status: 'not ready' }),
  )
}
