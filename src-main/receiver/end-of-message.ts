import type { IncomingHttpHeaders } from 'node:http'

const lineEnd = '\r\n'
const headEnd = '\r\n\r\n'

/** Where a message that the parser took whole ends in the bytes it came in, the framing told by its headers. */
export function endOfMessage(bytes: Buffer, start: number, headers: IncomingHttpHeaders): number {
  const body = bytes.indexOf(headEnd, firstLetter(bytes, start)) + headEnd.length
  return headers['transfer-encoding'] === undefined
    ? body + Number(headers['content-length'] ?? 0)
    : endOfChunks(bytes, body)
}

// Empty lines before a request line are allowed (RFC 9112 section 2.2).
function firstLetter(bytes: Buffer, start: number): number {
  let at = start
  while (bytes[at] === 13 || bytes[at] === 10) at += 1
  return at
}

function endOfChunks(bytes: Buffer, start: number): number {
  for (let at = start; ;) {
    const sizeEnd = bytes.indexOf(lineEnd, at)
    if (sizeEnd === -1) return bytes.length
    const size = Number.parseInt(bytes.subarray(at, sizeEnd).toString('latin1'), 16)
    // Trailers follow the last chunk; without any, its line is followed by an empty one.
    if (size === 0) return endOfTrailers(bytes, sizeEnd)
    at = sizeEnd + lineEnd.length + size + lineEnd.length
  }
}

function endOfTrailers(bytes: Buffer, start: number): number {
  const end = bytes.indexOf(headEnd, start)
  return end === -1 ? bytes.length : end + headEnd.length
}
