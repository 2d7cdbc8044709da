import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { CapturedRequest } from '#main/core/requests/captured-request.ts'
import type { Intake } from '#main/core/intake.ts'
import { readTarget } from './read-target.ts'
import { lingerMs } from './send-reply.ts'
import type { WireRecord } from './wire-record.ts'

/** What Node's parser says of bytes that it cannot take. */
export type ClientError = Error & { code?: string; reason?: string }

type Fault = { status: string; reason: string }

const badRequest = '400 Bad Request'

/** Faults for which the parser has no words of its own. */
const faults: Record<string, Fault> = {
  HPE_HEADER_OVERFLOW: { status: '431 Request Header Fields Too Large', reason: 'the headers are too large' },
  HPE_CHUNK_EXTENSIONS_OVERFLOW: { status: '413 Content Too Large', reason: 'the extensions of a chunk are too large' },
  ERR_HTTP_REQUEST_TIMEOUT: { status: '408 Request Timeout', reason: 'the sender was too slow' },
  HPE_INVALID_EOF_STATE: { status: badRequest, reason: 'the sender stopped half-way' },
  ECONNRESET: { status: badRequest, reason: 'the connection was reset' },
}

const faultOf = ({ code = '', reason, message }: ClientError): Fault =>
  faults[code] ?? { status: badRequest, reason: (reason ?? message).toLowerCase().slice(0, 200) }

/** Keeps bytes that are not HTTP where their first line names a source, answers them and closes. */
export function handleClientError(
  intake: Intake,
  error: ClientError,
  { socket, wire, now }: { socket: Socket; wire: WireRecord; now: number },
): void {
  const raw = wire.takeUnread()
  // Its request is being turned away, or was: the connection is about to close.
  if (!raw) return
  const { status, reason } = faultOf(error)
  const owed = wire.owed()
  const isAnswered =
    socket.writable && error.code !== 'ECONNRESET' && owed.every(({ shouldKeepAlive }) => shouldKeepAlive)
  const malformed = captureMalformed(raw, socket.remoteAddress ?? null, now)
  if (malformed) {
    const { token, request } = malformed
    const why = { reason, status: isAnswered ? Number.parseInt(status) : null }
    // After the whole messages of the same packet, which are still on their way to the app.
    setImmediate(() => intake.keepMalformed(token, request, why))
  }
  if (!socket.writable) return void socket.destroy()
  // Answers go out in the order of the requests: an error before one that is owed would be taken for it.
  void Promise.all(owed.map(closed)).then(() => {
    if (isAnswered) socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
    setTimeout(() => socket.destroy(), lingerMs).unref()
  })
}

const closed = (response: ServerResponse): Promise<void> =>
  new Promise((resolve) => response.once('close', () => resolve()))

const firstLineAtMost = 16_384
const methodAtMost = 40
const versionAtMost = 10

/** The first line as far as it can be read; all bytes are kept as the body. */
function captureMalformed(
  raw: Uint8Array,
  remoteAddress: string | null,
  receivedAtMs: number,
): { token: string; request: CapturedRequest } | null {
  const { method, target, version } = readFirstLine(raw)
  // What cannot stand in a target ends it, for finding out where it leads.
  const readable = target.replace(/[^\x21-\x7e].*$/s, '')
  const found = readTarget(readable)
  return (
    found && {
      token: found.token,
      request: {
        method: method.slice(0, methodAtMost),
        target,
        path: target.slice(readable.length - found.path.length),
        httpVersion: version.slice(0, versionAtMost),
        headers: [],
        trailers: [],
        body: raw,
        remoteAddress,
        receivedAtMs,
      },
    }
  )
}

function readFirstLine(raw: Uint8Array): { method: string; target: string; version: string } {
  const [line = ''] = Buffer.from(raw.subarray(0, firstLineAtMost)).toString('latin1').trimStart().split(/\r|\n/, 1)
  const methodEnd = line.search(/[ \t]/)
  const method = methodEnd === -1 ? line : line.slice(0, methodEnd)
  const rest = line.slice(method.length).trim()
  const versionStart = rest.lastIndexOf(' HTTP/')
  return versionStart === -1
    ? { method, target: rest, version: '' }
    : {
        method,
        target: rest.slice(0, versionStart).trimEnd(),
        version: rest.slice(versionStart + ' HTTP/'.length),
      }
}
