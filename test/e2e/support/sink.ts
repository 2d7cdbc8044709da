import type { RawSink } from '#test/support/raw-sink.ts'
import { openRawSink } from '#test/support/raw-sink.ts'

/** A target on this computer that gives every request one answer. */
export const startSink = ({ status, body }: { status: number; body: string }): Promise<RawSink> => {
  const head = ['Content-Type: application/json', `Content-Length: ${Buffer.byteLength(body)}`, 'Connection: close']
  return openRawSink((socket) => void socket.end([`HTTP/1.1 ${status} Told`, ...head, '', body].join('\r\n')))
}

/** A target on this computer that fails so many times before it answers 200. */
export function startFickleSink(failures: number): Promise<RawSink> {
  let left = failures
  return openRawSink((socket) => {
    const status = left > 0 ? '500 Broken' : '200 OK'
    left -= 1
    socket.end(`HTTP/1.1 ${status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`)
  })
}
