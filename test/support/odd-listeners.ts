import { readFileSync } from 'node:fs'
import type { AddressInfo, Server, Socket } from 'node:net'
import { createServer } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import type { SecureVersion } from 'node:tls'
import type { Ending } from './misbehaviours.ts'
import { delivered, retried } from './misbehaviours.ts'

/** Something that listens, or did: where, and how a webhook sends there. */
export type OddListener = { url: string; tls?: { authority: string }; close: () => Promise<unknown> }

type Oddity = { what: string; open: () => Promise<OddListener>; ends: Ending; timeoutMs?: number }

const fileOf = (name: string): string => readFileSync(`test/fixtures/tls/${name}.pem`, 'utf8')
const certified = (name: string) => ({ cert: fileOf(name), key: fileOf(`${name}-key`) })

async function listen(server: Server, url: (port: number) => string): Promise<OddListener> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return {
    url: url((server.address() as AddressInfo).port),
    close() {
      for (const socket of sockets) socket.destroy()
      return new Promise((closed) => server.close(closed))
    },
  }
}

const plain = (port: number): string => `http://127.0.0.1:${port}/`
const secure = (port: number): string => `https://localhost:${port}/`
const onConnection =
  (does: (socket: Socket) => void, url = plain) =>
  (): Promise<OddListener> =>
    listen(createServer(does), url)

/** A TLS server that answers well. */
const overTls =
  (name: string, { trusted, minVersion }: TlsOddity) =>
  async (): Promise<OddListener> => {
    const versions = minVersion ? { minVersion, maxVersion: minVersion } : {}
    const server = createTlsServer({ ...certified(name), ...versions }, (socket) => {
      socket.on('error', () => socket.destroy())
      socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'))
    })
    return { ...(await listen(server, secure)), ...(trusted && { tls: { authority: fileOf(name) } }) }
  }

type TlsOddity = { trusted: boolean; minVersion?: SecureVersion; url?: (port: number) => string }

async function closedAgain(): Promise<OddListener> {
  const listener = await onConnection(() => undefined)()
  await listener.close()
  return { ...listener, close: () => Promise.resolve() }
}

/** Targets where it is the connection that is odd, and what becomes of a delivery to each. */
export const oddListeners: readonly Oddity[] = [
  { what: 'nothing listens', open: closedAgain, ends: retried('refused') },
  {
    what: 'reset as soon as it is connected',
    open: onConnection((socket) => void socket.resetAndDestroy()),
    ends: retried('connection-broken'),
  },
  {
    what: 'plain HTTP where TLS is meant',
    open: answersAtOnce('HTTP/1.1 400 Speak TLS\r\nContent-Length: 0\r\n\r\n', secure),
    ends: retried('tls'),
  },
  {
    what: 'TLS where plain HTTP is meant: an alert',
    open: answersAtOnce(Buffer.from([0x15, 0x03, 0x01, 0, 2, 2, 0x46]), plain),
    ends: retried('not-http'),
  },
  {
    what: 'TLS whose handshake never ends',
    open: onConnection(() => undefined, secure),
    ends: retried('timed-out'),
    timeoutMs: 1000,
  },
  { what: 'a certificate that nobody signed', open: overTls('localhost', { trusted: false }), ends: retried('tls') },
  { what: 'a certificate for another name', open: overTls('elsewhere', { trusted: true }), ends: retried('tls') },
  { what: 'TLS 1.1 only', open: overTls('localhost', { trusted: true, minVersion: 'TLSv1.1' }), ends: retried('tls') },
  { what: 'TLS as it should be', open: overTls('localhost', { trusted: true }), ends: delivered(200) },
]

/** Answers the first bytes that come, whatever they are. */
function answersAtOnce(bytes: string | Buffer, url: (port: number) => string): () => Promise<OddListener> {
  return onConnection((socket) => void socket.once('data', () => socket.end(bytes)), url)
}
