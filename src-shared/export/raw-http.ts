import { bytesOfLatin1, toLatin1 } from '#shared/bytes/latin1.ts'
import type { ExportedRequest } from './exported-request.ts'

/**
 * The request as an HTTP/1.1 message (RFC 9112): the target and the headers as they came. A body that came in chunks
 * stands whole, so its framing is told by `Content-Length`.
 */
export function printRawHttp({ method, target, headers, body }: ExportedRequest): Uint8Array<ArrayBuffer> {
  const isChunked = headers.some(([name]) => name.toLowerCase() === 'transfer-encoding')
  const kept = headers.filter(([name]) => name.toLowerCase() !== 'transfer-encoding')
  const framed = isChunked ? [...kept, ['Content-Length', String(body.length)] as const] : kept
  const head = `${method} ${target} HTTP/1.1\r\n${framed.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`
  return bytesOfLatin1(head + toLatin1(body))
}
