// The PUBLIC listener: whatever comes through the tunnel comes here. Nothing but sources, signed calls for tasks and a
// health check answers, nothing is parsed before it is stored, and an unknown address looks like any other. The control API listens elsewhere.
import type { IncomingMessage, Server, ServerOptions } from 'node:http'
import { createServer } from 'node:http'
import type { Socket } from 'node:net'
import fastify from 'fastify'
import type { FastifyInstance } from 'fastify'
import type { Intake } from '#main/core/intake.ts'
import type { InboundDoor } from '#main/core/inbound/inbound-door.ts'
import { capture } from './capture.ts'
import { inboundWorkspace, takeInbound } from './inbound.ts'
import type { ReceiverLimits } from './limits.ts'
import { defaultLimits } from './limits.ts'
import type { ClientError } from './malformed.ts'
import { handleClientError } from './malformed.ts'
import { createByteBudget } from './read-body.ts'
import type { WireRecord } from './wire-record.ts'
import { recordWire } from './wire-record.ts'

export type ReceiverParts = {
  intake: Intake
  inbound: InboundDoor
  now: () => number
  /** Signs a nonce, so that whoever sent it through a tunnel knows that it came here. */
  answerProbe: (nonce: string) => string
  limits?: Partial<ReceiverLimits>
}

const longestNonce = 64

/** Makes the receiver; `listen` on it when the app is ready. */
export function createReceiver({ intake, inbound, now, answerProbe, limits: given }: ReceiverParts): FastifyInstance {
  const limits = { ...defaultLimits, ...given }
  const wires = new WeakMap<Socket, WireRecord>()
  const parts = {
    intake,
    inbound,
    limits,
    budget: createByteBudget(limits.bytesInFlight),
    now,
    forget: (message: IncomingMessage) => wires.get(message.socket)?.forget(message),
  }
  const app = fastify({
    // Captures go past Fastify: its routing, hooks and request objects cost as much as all else before the commit.
    serverFactory: (answerOther) => {
      const server = createServer(optionsOf(limits), (message, response) => {
        wires.get(message.socket)?.begin(response)
        const target = message.url ?? ''
        const workspaceId = inboundWorkspace(target)
        if (/^\/healthz(\?|$)/.test(target)) answerOther(message, response)
        else if (workspaceId !== null) takeInbound(parts, workspaceId, message, response)
        else capture(parts, message, response)
      })
      prepareServer(server, limits, wires)
      return server
    },
    clientErrorHandler: (error, socket) => {
      const wire = wires.get(socket as Socket)
      if (wire)
        handleClientError(intake, error as unknown as ClientError, { socket: socket as Socket, wire, now: now() })
    },
    forceCloseConnections: true,
    exposeHeadRoutes: false,
  })
  app.get<{ Querystring: { probe?: string } }>('/healthz', async ({ query: { probe } }) => ({
    status: 'ok',
    ...(typeof probe === 'string' && { probe: answerProbe(probe.slice(0, longestNonce)) }),
  }))
  return app
}

const optionsOf = (limits: ReceiverLimits): ServerOptions => ({
  requestTimeout: limits.requestTimeoutMs,
  headersTimeout: limits.headersTimeoutMs,
  keepAliveTimeout: limits.keepAliveTimeoutMs,
  connectionsCheckingInterval: 1_000,
  maxHeaderSize: limits.headerBytes,
  requireHostHeader: false,
})

function prepareServer(server: Server, limits: ReceiverLimits, wires: WeakMap<Socket, WireRecord>): void {
  server.maxConnections = limits.sockets
  // A sender that says all it has to say and closes its half still waits for the answer, which comes after the commit.
  // Node's own switch for it (lib/_http_server.js, socketOnEnd), which its types leave out.
  Object.assign(server, { httpAllowHalfOpen: true })
  server.setTimeout(limits.stalledTimeoutMs)
  // Node would drop the headers above its own limit without a word; ours are counted and refused.
  server.maxHeadersCount = 0
  server.on('connection', (socket) => wires.set(socket, recordWire(socket)))
  // Node would answer what is expected before anyone has looked, and turn away what it does not know.
  server.on('checkContinue', (message, response) => server.emit('request', message, response))
  server.on('checkExpectation', (message, response) => server.emit('request', message, response))
  // Node would close without a word.
  server.on('connect', (_, socket) =>
    socket.end('HTTP/1.1 405 Method Not Allowed\r\nConnection: close\r\nContent-Length: 0\r\n\r\n'),
  )
}
