/** A body as text to edit, or why it goes out as it came. */
export type EditableBody = { kind: 'text'; text: string; note: string | null } | { kind: 'fixed'; reason: string }

/** A longer body is not fetched to be edited. */
export const editedBytesAtMost = 5_000_000

/** Whether a body can be edited as text and be the same bytes again where nothing is changed. null: it was not fetched. */
export function readEditableBody(bytes: Uint8Array | null, contentEncoding: string | undefined): EditableBody {
  if (bytes === null || bytes.length > editedBytesAtMost) {
    return { kind: 'fixed', reason: 'The body is larger than 5 MB. It is sent as it came.' }
  }
  if (contentEncoding !== undefined && contentEncoding.trim().toLowerCase() !== 'identity' && bytes.length > 0) {
    return { kind: 'fixed', reason: `The body is compressed (${contentEncoding}). It is sent as it came.` }
  }
  const text = decodeExactly(bytes)
  if (text === null) return { kind: 'fixed', reason: 'The body is not text in UTF-8. It is sent as it came.' }
  const note = hasMixedLineEnds(text) ? 'Its lines end in different ways. Once you edit it, they all end alike.' : null
  return { kind: 'text', text, note }
}

function decodeExactly(bytes: Uint8Array): string | null {
  if (bytes.includes(0)) return null
  try {
    // The mark of byte order is part of what came.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    // Not UTF-8, which the caller wants to know and nothing more.
    return null
  }
}

function hasMixedLineEnds(text: string): boolean {
  const ends = new Set(text.match(/\r\n|\r|\n/g))
  return ends.size > 1 || ends.has('\r')
}
