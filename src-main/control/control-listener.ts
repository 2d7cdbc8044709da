import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { Server } from 'node:http'
import fastify from 'fastify'
import type { FastifyInstance } from 'fastify'
import type { ControlledApp } from '#main/core/controlled-app.ts'
import type { Log } from '#main/core/ports.ts'
import { AppError } from '#shared/contract/problem.ts'
import { addCompatRoutes } from './compat/compat-routes.ts'
import { addContractRoutes } from './contract-routes.ts'
import { renderDocsPage } from './docs-page.ts'
import { addFeedRoute } from './feed-route.ts'
import { createFindCaller, createGuard } from './guard.ts'
import type { FindCaller } from './guard.ts'
import { addHealthRoutes } from './health-routes.ts'
import { createIdempotentAnswers } from './idempotency.ts'
import { readJsonBodies } from './json-body.ts'
import { closeWithin, listenOnLoopback } from './listen.ts'
import { createOpenApi } from './openapi.ts'
import type { ApiDocument } from './openapi-document.ts'
import { createErrorHandler, sendProblem } from './problems.ts'
import { addRequestFiles } from './request-files.ts'
import { createRouteList } from './route-list.ts'
import type { RouteList } from './route-list.ts'
import { securityHeaders } from './security-headers.ts'
import { addSessionRoute } from './session-route.ts'
import { addUserInterface } from './user-interface.ts'

export type ControlOptions = {
  /** The local token: for CLI, MCP and the desktop window. */
  token: string
  /** Where the built pages are. */
  rendererFolder: string
  version: string
  log: Log
  /** How often a quiet feed says that it is still there. */
  heartbeatMs?: number
}

/** The private listener: the contract as REST, the feed, the pages. */
export type ControlListener = {
  /** Listens on 127.0.0.1 and, where it exists, ::1; 0 takes any free port. Throws `port-in-use`. */
  listen: (port: number) => Promise<{ url: string; port: number }>
  /** Ends feeds and waiting calls, lets the others end and closes. */
  stop: () => Promise<void>
  /** Every route, for tests that must leave none out. */
  routes: RouteList['all']
}

const bodyBytesAtMost = 16 * 1024 * 1024
const endWithinMs = 1_500

/** Puts the private listener together; it listens when told to. */
export async function createControlListener(app: ControlledApp, options: ControlOptions): Promise<ControlListener> {
  const stopping = new AbortController()
  let ownPort = 0
  let ipv6: Server | null = null
  const findCaller = createFindCaller(options.token, app.authenticate)
  const server = createGuardedServer(
    createGuard(findCaller, () => ownPort, app.keyUsed),
    options.log,
  )
  const routes = createRouteList(server)
  server.setNotFoundHandler((request, reply) => {
    const allowed = routes.methodsFor(request.url)
    const isMethodWrong = allowed.length > 0 && !allowed.includes(request.method)
    if (isMethodWrong) reply.header('allow', allowed.join(', '))
    sendProblem(reply, isMethodWrong ? methodNotAllowed(request.method, allowed) : notFound)
  })
  addRoutes(server, { app, options, findCaller, stopping: stopping.signal })
  await addUserInterface(server, options.rendererFolder, app.expectReading)
  await server.ready()

  return {
    routes: routes.all,
    async listen(port) {
      const secondary = createServer(serverOptions, (request, response) => server.routing(request, response))
      const listening = await listenOnLoopback(server, secondary, port)
      ownPort = listening.port
      ipv6 = listening.ipv6
      return { url: `http://127.0.0.1:${ownPort}`, port: ownPort }
    },
    async stop() {
      stopping.abort()
      await closeWithin(endWithinMs, server, ipv6)
    },
  }
}

// A request without Host must reach the guard, which refuses it.
const serverOptions = { requireHostHeader: false, headersTimeout: 10_000, requestTimeout: 60_000 }

function createGuardedServer(guard: ReturnType<typeof createGuard>, log: Log): FastifyInstance {
  const handleError = createErrorHandler(log)
  const server = fastify({
    bodyLimit: bodyBytesAtMost,
    http: serverOptions,
    requestTimeout: serverOptions.requestTimeout,
    genReqId: () => randomUUID(),
    frameworkErrors: (error, request, reply) => handleError(error, request, reply.headers(securityHeaders)),
  })
  server.removeContentTypeParser('text/plain')
  readJsonBodies(server)
  server.decorateRequest('caller', null)
  server.addHook('onRequest', async (_request, reply) => void reply.headers(securityHeaders))
  server.addHook('onRequest', guard)
  server.setErrorHandler(handleError)
  return server
}

function addRoutes(
  server: FastifyInstance,
  parts: { app: ControlledApp; options: ControlOptions; findCaller: FindCaller; stopping: AbortSignal },
): void {
  const { app, options, findCaller, stopping } = parts
  addContractRoutes(server, { handlers: app.handlers, idempotent: createIdempotentAnswers(Date.now), stopping })
  addCompatRoutes(server, { handlers: app.handlers, log: options.log, stopping })
  addSessionRoute(server, app)
  addRequestFiles(server, app, stopping)
  addFeedRoute(server, { feed: app.feed, findCaller, stopping, heartbeatMs: options.heartbeatMs ?? 15_000 })
  addHealthRoutes(server, app.isReady)
  addDocumentation(server, options.version)
}

function addDocumentation(server: FastifyInstance, version: string): void {
  // Made when it is first asked for: it would take a good part of the start.
  let made: { document: ApiDocument; page: string } | null = null
  const make = () => {
    const document = createOpenApi(version)
    return { document, page: renderDocsPage(document) }
  }
  server.get('/openapi.json', { config: { needs: 'any-key' } }, async () => (made ??= make()).document)
  server.get('/docs', { config: { isOpen: true } }, async (_request, reply) =>
    reply.type('text/html; charset=utf-8').send((made ??= make()).page),
  )
}

const notFound = new AppError('not-found', 'Nothing has this address. See /docs for those that exist.')

const methodNotAllowed = (method: string, allowed: readonly string[]): AppError =>
  new AppError('method-not-allowed', `${method} is not possible here; ${allowed.join(', ')} is. See /docs.`)
