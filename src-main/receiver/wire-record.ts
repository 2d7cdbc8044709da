import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { endOfMessage } from './end-of-message.ts'

/** Of a message that cannot be read so much is kept. Heads are smaller, so only a body can be cut. */
export const recordedBytes = 65_536

/**
 * What one connection has sent and the parser has not taken whole yet. The parser forgets what it has read: of a
 * fault in the third packet it would leave only that packet to be kept.
 */
export type WireRecord = {
  /** The parser has read a head. */
  begin: (response: ServerResponse) => void
  /** This message is kept otherwise: what is wrong with the rest of it is of no interest. */
  forget: (message: IncomingMessage) => void
  /** After a fault: the bytes of the message that is not whole; null where they were taken or forgotten. */
  takeUnread: () => Uint8Array | null
  /** Answers that are still owed to the whole messages before. */
  owed: () => ServerResponse[]
}

/** Begins to record a connection. */
export function recordWire(socket: Socket): WireRecord {
  let chunks: Buffer[] = []
  let length = 0
  let begun: IncomingMessage[] = []
  let responses: ServerResponse[] = []
  let forgotten: IncomingMessage | null = null
  let isOver = false

  const dropWhole = (): void => {
    const whole = begun.filter(({ complete }) => complete)
    if (whole.length === 0) return
    const bytes = chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)
    const start = whole.reduce((at, { headers }) => endOfMessage(bytes, at, headers), 0)
    chunks = start < bytes.length ? [bytes.subarray(start)] : []
    length = chunks[0]?.length ?? 0
    begun = begun.slice(whole.length)
  }

  // Before the parser's own listener: what it finds fault with must be here already.
  socket.prependListener('data', (chunk: Buffer) => {
    dropWhole()
    if (isOver || length >= recordedBytes) return
    chunks.push(chunk)
    length += chunk.length
  })

  return {
    begin(response) {
      begun.push(response.req)
      responses = [...responses.filter(isOwed), response]
    },
    forget(message) {
      forgotten = message
    },
    takeUnread() {
      dropWhole()
      const bytes = Buffer.concat(chunks).subarray(0, recordedBytes)
      const isWanted = !isOver && (begun[0] === undefined || begun[0] !== forgotten)
      isOver = true
      chunks = []
      return isWanted ? bytes : null
    },
    owed: () => responses.filter((response) => isOwed(response) && response.req.complete),
  }
}

const isOwed = ({ writableFinished, destroyed }: ServerResponse): boolean => !writableFinished && !destroyed
