import type { RawSink } from '#test/support/raw-sink.ts'
import { openRawSink } from '#test/support/raw-sink.ts'

/** A target on this computer that gives every request one answer. */
export const startSink = ({ status, body }: { status: number; body: string }): Promise<RawSink> => {
  const head = ['Content-Type: application/json', `Content-Length: ${Buffer.byteLength(body)}`, 'Connection: close']
  return openRawSink((socket) => void socket.end([`HTTP/1.1 ${status} Told`, ...head, '', body].join('\r\n')))
}
