import { randomBytes } from 'node:crypto'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { createServer, request } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { createServer as createTcpServer } from 'node:net'

const socketsPerClient = 4

type Client = {
  name: string
  idle: Socket[]
  all: Set<Socket>
  waiting: Array<(socket: Socket) => void>
  close: () => void
}

/**
 * A relay that speaks localtunnel's own protocol: `GET /?new` (or `/<name>`) gives a name, a TCP port and a URL; the
 * client opens sockets to that port; a request for the URL is written to one of them and its answer read back. Here
 * each client's URL has a port of its own instead of a name, so that no name server is needed.
 */
export type TunnelRelay = {
  url: string
  port: number
  /** What registration answers instead of an address, when set. */
  refuse: { status: number } | null
  /** What everybody gets instead of the tunnel, when set. */
  interstitial: string | null
  /** The names that clients have asked for. */
  asked: string[]
  dropSockets: () => void
  /** Connections of clients and of senders that are open. */
  openSockets: () => number
  stop: () => Promise<void>
  /** Ends it and starts it again at the same address; all that it knew is gone. */
  restart: () => Promise<void>
}

export async function startTunnelRelay(port = 0): Promise<TunnelRelay> {
  const clients = new Map<string, Client>()
  const connections = new Set<Socket>()
  const server = createServer((message, response) => {
    if (relay.refuse) return void response.writeHead(relay.refuse.status).end('no')
    const asked = /^\/([a-z0-9]+)$/.exec(message.url ?? '')?.[1]
    if (asked !== undefined) relay.asked.push(asked)
    if (message.url !== '/?new' && !asked) return void response.end('localtunnel relay')
    void register(relay, clients, asked).then(({ client, tcpPort, url }) =>
      response.end(
        JSON.stringify({
          id: client.name,
          port: tcpPort,
          ip: '127.0.0.1',
          max_conn_count: socketsPerClient,
          url,
        }),
      ),
    )
  })
  server.on('connection', (socket) => {
    connections.add(socket)
    socket.on('close', () => connections.delete(socket))
  })
  const relay: TunnelRelay = {
    url: '',
    port: await listen(server, port),
    refuse: null,
    interstitial: null,
    asked: [],
    dropSockets: () => {
      for (const client of clients.values()) for (const socket of client.all) socket.destroy()
    },
    openSockets: () => connections.size + [...clients.values()].reduce((sum, { all }) => sum + all.size, 0),
    async stop() {
      for (const client of clients.values()) client.close()
      for (const socket of connections) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
    async restart() {
      await relay.stop()
      await listen(server, relay.port)
    },
  }
  relay.url = `http://127.0.0.1:${relay.port}`
  return relay
}

const listen = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })

async function register(
  relay: TunnelRelay,
  clients: Map<string, Client>,
  asked: string | undefined,
): Promise<{ client: Client; tcpPort: number; url: string }> {
  const isFree = asked !== undefined && !clients.has(asked)
  const name = isFree ? asked : randomBytes(5).toString('hex')
  const tcp = createTcpServer((socket) => {
    client.all.add(socket)
    socket.on('error', () => undefined)
    socket.on('close', () => {
      client.all.delete(socket)
      client.idle = client.idle.filter((idle) => idle !== socket)
    })
    const waiting = client.waiting.shift()
    if (waiting) waiting(socket)
    else client.idle.push(socket)
  })
  const front = createServer((message, response) => forward(relay, client, message, response))
  const client: Client = {
    name,
    idle: [],
    all: new Set(),
    waiting: [],
    close: () => {
      tcp.close()
      front.closeAllConnections()
      front.close()
      for (const socket of client.all) socket.destroy()
      clients.delete(name)
    },
  }
  clients.set(name, client)
  await new Promise<void>((resolve) => tcp.listen(0, '127.0.0.1', resolve))
  return { client, tcpPort: (tcp.address() as AddressInfo).port, url: `http://127.0.0.1:${await listen(front, 0)}` }
}

function forward(relay: TunnelRelay, client: Client, message: IncomingMessage, response: ServerResponse): void {
  if (relay.interstitial !== null) {
    return void response.writeHead(401, { 'content-type': 'text/html' }).end(relay.interstitial)
  }
  const use = (socket: Socket): void => {
    const headers = [...message.rawHeaders, 'X-Forwarded-For', '203.0.113.9', 'X-Forwarded-Proto', 'http']
    const onward = request({
      method: message.method,
      path: message.url,
      headers,
      createConnection: () => socket,
    })
    onward.on('response', (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.rawHeaders)
      answer.pipe(response)
    })
    onward.on('error', () => response.destroy())
    message.pipe(onward)
  }
  const socket = client.idle.shift()
  if (socket) use(socket)
  else client.waiting.push(use)
}
