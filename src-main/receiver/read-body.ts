import type { IncomingMessage } from 'node:http'

/** How reading a body ended. `aborted`: the sender went away. */
export type BodyResult =
  | { kind: 'whole'; bytes: Uint8Array }
  | { kind: 'too-large' }
  | { kind: 'too-many' }
  | { kind: 'aborted' }

/** Counts the bytes of all bodies being read, so that many large ones cannot take all memory. */
export type ByteBudget = { take: (bytes: number) => boolean; give: (bytes: number) => void }

export function createByteBudget(limit: number): ByteBudget {
  let used = 0
  return {
    take(bytes) {
      if (used + bytes > limit) return false
      used += bytes
      return true
    },
    give(bytes) {
      used -= bytes
    },
  }
}

const nothing = new Uint8Array(0)

/** Reads the raw body, whole or not at all; never decodes. `done` is called once. Answers whether it is read at all. */
export function readBody(
  message: IncomingMessage,
  { limit, budget, done }: { limit: number; budget: ByteBudget; done: (result: BodyResult, taken: number) => void },
): boolean {
  const chunks: Uint8Array[] = []
  let bytes = 0
  let isDone = false
  const end = (result: BodyResult): void => {
    if (isDone) return
    isDone = true
    done(result, bytes)
  }
  if (Number(message.headers['content-length'] ?? 0) > limit) {
    end({ kind: 'too-large' })
    return false
  }

  message.on('data', (chunk: Uint8Array) => {
    if (isDone) return
    if (bytes + chunk.length > limit) return end({ kind: 'too-large' })
    if (!budget.take(chunk.length)) return end({ kind: 'too-many' })
    bytes += chunk.length
    chunks.push(chunk)
  })
  message.on('end', () =>
    end({ kind: 'whole', bytes: chunks.length === 1 ? (chunks[0] ?? nothing) : Buffer.concat(chunks) }),
  )
  message.on('close', () => end({ kind: 'aborted' }))
  message.on('error', () => end({ kind: 'aborted' }))
  return true
}
