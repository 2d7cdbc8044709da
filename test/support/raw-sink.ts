import type { AddressInfo, Socket } from 'node:net'
import { createServer } from 'node:net'
import type { HeaderPairs } from '#shared/model/header-pairs.ts'

/** A request as it came in, cut into its parts and nothing else. */
export type SunkRequest = { method: string; target: string; headers: HeaderPairs; body: Buffer }

/** What a sink does when a request is whole; the usual answer is an empty 200. */
export type Behaviour = (socket: Socket, request: SunkRequest) => void

export type RawSink = AsyncDisposable & { url: string; requests: SunkRequest[] }

const answer: Behaviour = (socket) => void socket.end('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n')

/** A server that knows TCP and no HTTP library: it keeps the bytes of each connection as they come. */
export async function openRawSink(behave: Behaviour = answer): Promise<RawSink> {
  const requests: SunkRequest[] = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    let bytes = Buffer.alloc(0)
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
    socket.on('data', (chunk) => {
      bytes = Buffer.concat([bytes, chunk])
      const whole = readWhole(bytes)
      if (!whole) return
      bytes = bytes.subarray(whole.length)
      requests.push(whole.request)
      behave(socket, whole.request)
    })
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      await new Promise((closed) => server.close(closed))
    },
  }
}

/** The request that these bytes are, once it is whole; its length has to be told. */
function readWhole(bytes: Buffer): { request: SunkRequest; length: number } | null {
  const headEnd = bytes.indexOf('\r\n\r\n')
  if (headEnd === -1) return null
  const [firstLine = '', ...lines] = bytes.subarray(0, headEnd).toString('latin1').split('\r\n')
  const [, method = '', target = ''] = /^(\S+) (.*) HTTP\/1\.1$/s.exec(firstLine) ?? []
  const headers = lines.map((line): [string, string] => {
    const colon = line.indexOf(': ')
    return [line.slice(0, colon), line.slice(colon + 2)]
  })
  const length = Number(headers.find(([name]) => name.toLowerCase() === 'content-length')?.[1] ?? 0)
  const bodyStart = headEnd + 4
  const body = bytes.subarray(bodyStart, bodyStart + length)
  return body.length < length
    ? null
    : { request: { method, target, headers, body: Buffer.from(body) }, length: bodyStart + length }
}
