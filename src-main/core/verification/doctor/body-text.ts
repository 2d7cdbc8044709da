import type { Patient } from './patient.ts'

// Rewriting a text takes far longer than hashing it.
const rewrittenBytesAtMost = 262_144

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** The body as UTF-8 text; null where it is none, or too long to be rewritten many times. */
export function bodyTextOf({ request: { body } }: Patient): string | null {
  if (body.length > rewrittenBytesAtMost) return null
  try {
    return strict.decode(body)
  } catch {
    return null
  }
}

/** What to do where something on the way changed the body. */
export const keepRawBody =
  'Verify the bytes as they arrive, before anything parses them, and let nothing between sender and receiver change the body.'
