import { setTimeout as pause } from 'node:timers/promises'

const pieces = 10

/** A body in pieces over so long, as a sender on a bad line sends it. */
export async function* dripBody(body: Uint8Array, overMs: number): AsyncGenerator<Uint8Array> {
  const pieceBytes = Math.ceil(body.length / pieces)
  for (let start = 0; start < body.length; start += pieceBytes) {
    if (start > 0) await pause(overMs / (pieces - 1))
    yield body.subarray(start, start + pieceBytes)
  }
}
