import type { IncomingMessage, ServerResponse } from 'node:http'
import { hopHeaders } from '#shared/model/header-pairs.ts'
import type { Reply, ReplyManner } from '#main/core/requests/reply.ts'

/** How long a sender that is turned away may go on sending before the connection is cut: cut at once, it would not see the answer. */
export const lingerMs = 1_000

/** Writes a reply as it is, framing apart. A source cannot break its own connection with headers of the hop. */
export function sendReply(response: ServerResponse, reply: Reply): void {
  if (response.destroyed || response.headersSent) return
  if (reply.delayMs > 0) {
    setTimeout(() => sendReply(response, { ...reply, delayMs: 0 }), reply.delayMs).unref()
    return
  }
  const { manner = { kind: 'whole' } } = reply
  // One place where TypeScript cannot follow that the way found by a manner's kind is the way of that manner.
  const send = ways[manner.kind] as (response: ServerResponse, reply: Reply, how: Manner) => void
  send(response, reply, manner)
}

type Manner = ReplyManner | { kind: 'whole' }

/** How answers go out. */
const ways: {
  [Kind in Manner['kind']]: (response: ServerResponse, reply: Reply, how: Extract<Manner, { kind: Kind }>) => void
} = {
  whole: (response, reply) => {
    const body = beginReply(response, reply)
    response.end(body.length > 0 ? body : undefined)
  },
  drip: (response, reply, { overMs }) => drip(response, beginReply(response, reply), overMs),
  silence: (response, _, { forMs }) => void setTimeout(() => response.destroy(), forMs).unref(),
  reset: (response) => void response.socket?.resetAndDestroy(),
}

/** Writes the head, and answers the body that belongs to it. */
function beginReply(response: ServerResponse, reply: Reply): Uint8Array {
  const hasBody = reply.status !== 204 && reply.status !== 304
  const headers = reply.headers.filter(([name]) => !hopHeaders.has(name.toLowerCase())).flat()
  // Bytes, because Node would write the headers in the encoding of a text that follows them.
  const body = Buffer.from(hasBody ? reply.body : '')
  if (hasBody) headers.push('Content-Length', String(body.length))
  response.writeHead(reply.status, headers)
  return body
}

const mostPieces = 20

/** Sends a body in equal pieces, the last one when the time is over. */
function drip(response: ServerResponse, body: Uint8Array, overMs: number): void {
  const pieces = Math.max(1, Math.min(mostPieces, body.length))
  response.flushHeaders()
  const send = (piece: number): void => {
    if (response.destroyed) return
    const [from, to] = [piece, piece + 1].map((index) => Math.floor((index * body.length) / pieces))
    if (piece + 1 === pieces) return void response.end(body.subarray(from, to))
    response.write(body.subarray(from, to))
    wait(piece + 1)
  }
  const wait = (piece: number): void => void setTimeout(() => send(piece), overMs / pieces).unref()
  wait(0)
}

const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0

/** Replies to a request whose body is not wanted: says so, and closes without leaving unread bytes to reset the answer. */
export function sendReplyAndClose(message: IncomingMessage, response: ServerResponse, reply: Reply): void {
  if (!message.complete && hasBody(message)) {
    response.shouldKeepAlive = false
    message.resume()
    response.once('finish', () => setTimeout(() => message.socket.destroy(), lingerMs).unref())
  }
  sendReply(response, reply)
}
