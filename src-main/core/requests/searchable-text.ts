import type { HeaderPairs } from '#shared/model/header-pairs.ts'
import { isSensitiveHeader } from '#shared/model/header-pairs.ts'

/** Of a longer body only the start can be searched. */
const bodyTextBytes = 65_536

/** Names and values of headers; a sensitive one without its value: a search must not find a credential. */
export const searchableHeaders = (text: string): string =>
  (JSON.parse(text) as HeaderPairs)
    .map(([name, value]) => (isSensitiveHeader(name) ? name : `${name} ${value}`))
    .join('\n')

const decoder = new TextDecoder('utf-8', { fatal: true })

/** The body as text to search in; empty where it is not text. */
export function searchableBody({
  contentType,
  bytes,
}: {
  contentType: string | null
  bytes: Uint8Array | null
}): string {
  if (bytes === null || /^(image|audio|video|font)\/|octet-stream|zip|pdf|protobuf/i.test(contentType ?? '')) return ''
  const start = bytes.subarray(0, bodyTextBytes)
  try {
    const text = decoder.decode(start.length < bytes.length ? start.subarray(0, wholeLetters(start)) : start)
    return text.includes('\0') ? '' : text
  } catch {
    return ''
  }
}

// The cut may fall inside a letter of several bytes: step back to its start.
function wholeLetters(bytes: Uint8Array): number {
  let end = bytes.length
  while (end > 0 && ((bytes[end - 1] ?? 0) & 0xc0) === 0x80) end -= 1
  return Math.max(0, end - 1)
}
