import type { Dispatcher } from 'undici'
import type { OutgoingResult, OutgoingTiming } from '#main/core/ports.ts'

/** An answer as it comes in, its body kept up to a size. */
export type GatheredAnswer = {
  hasBegun: () => boolean
  begin: (status: number, controller: Dispatcher.DispatchController) => void
  /** Answers how many bytes of the body have come. */
  add: (chunk: Uint8Array) => number
  result: (timing: OutgoingTiming) => OutgoingResult & { kind: 'answered' }
}

export function gatherAnswer(keepBytes: number): GatheredAnswer {
  const kept: Uint8Array[] = []
  let keptBytes = 0
  let bodyBytes = 0
  let status = 0
  let headers: [string, string][] = []
  return {
    hasBegun: () => status > 0,
    begin(given, { rawHeaders }) {
      status = given
      headers = pairsOf(Array.isArray(rawHeaders) ? (rawHeaders as Uint8Array[]) : [])
    },
    add(chunk) {
      bodyBytes += chunk.length
      const room = chunk.subarray(0, Math.max(0, keepBytes - keptBytes))
      kept.push(room)
      keptBytes += room.length
      return bodyBytes
    },
    result: (timing) => ({ kind: 'answered', status, headers, body: wholeOf(kept), bodyBytes, timing }),
  }
}

const nothing = new Uint8Array(0)
const wholeOf = (parts: readonly Uint8Array[]): Uint8Array =>
  parts.length > 1 ? Buffer.concat(parts) : (parts[0] ?? nothing)

function pairsOf(flat: readonly Uint8Array[]): [string, string][] {
  const pairs: [string, string][] = []
  for (let index = 0; index + 1 < flat.length; index += 2) pairs.push([textOf(flat[index]), textOf(flat[index + 1])])
  return pairs
}

const textOf = (bytes: Uint8Array = nothing): string => Buffer.from(bytes).toString('latin1')
