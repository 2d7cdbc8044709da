import type { CapturedRequest } from '#main/core/requests/captured-request.ts'
import { valueOf, valuesOf } from '#shared/model/header-pairs.ts'

/**
 * The text of a header as an application sees it: repeated headers are joined by a comma (RFC 9110 section 5.3), so
 * that what is verified here is what the receiving application reads. Null where it is missing or empty.
 */
export function headerText(request: CapturedRequest, name: string): string | null {
  const values = valuesOf(request.headers, name)
  return values.length === 0 ? null : values.join(', ').trim() || null
}

/** True where a request has the header, even empty. */
export const hasHeader = (request: CapturedRequest, name: string): boolean =>
  valueOf(request.headers, name) !== undefined

/** The bytes of header text as they came off the wire: a captured letter is a byte. */
export const bytesOfText = (text: string): Uint8Array => Buffer.from(text, 'latin1')
