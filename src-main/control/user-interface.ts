import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'

/** The page and its files. They hold no data, so they need no token. `onPage` is told that the page was asked for. */
export async function addUserInterface(
  server: FastifyInstance,
  rendererFolder: string,
  onPage: () => void,
): Promise<void> {
  await server.register(fastifyStatic, { root: rendererFolder, serve: false, cacheControl: false })

  server.get('/', { config: { isOpen: true } }, async (_request, reply) => {
    if (!existsSync(join(rendererFolder, 'index.html'))) {
      return reply.code(503).type('text/plain; charset=utf-8').send(notBuilt)
    }
    onPage()
    return reply.sendFile('index.html')
  })
  server.get('/assets/*', { config: { isOpen: true } }, async (request, reply) => {
    const { '*': file } = request.params as { '*': string }
    return reply.sendFile(file, join(rendererFolder, 'assets'), keptForEver)
  })
}

// Their names carry a hash of their content.
const keptForEver = { cacheControl: true, maxAge: '1y', immutable: true }

const notBuilt = `Creel is running, but its pages are not built.
Run “npm run build” in Creel's folder and load this page again.
The API, the command line and the receiver work without them.
`
