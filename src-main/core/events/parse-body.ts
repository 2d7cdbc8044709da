import type { CapturedRequest } from '#main/core/requests/captured-request.ts'
import { valueOf } from '#shared/model/header-pairs.ts'

/** A longer body is not parsed: conditions and summaries see it as one without fields. */
const maxParsedBytes = 262_144

/** The media type of a request without its parameters, in lower case; null where it says none. */
export function mediaType(request: CapturedRequest): string | null {
  const [type = ''] = (valueOf(request.headers, 'Content-Type') ?? '').split(';')
  return type.trim().toLowerCase() || null
}

const decoder = new TextDecoder()

/** The text of a body that is not too long, else null. */
export const bodyText = ({ body }: CapturedRequest): string | null =>
  body.length > maxParsedBytes ? null : decoder.decode(body)

/**
 * What a body says: its JSON, whatever its content type claims, or the fields of a form. A form whose `payload` is
 * JSON says that JSON, as GitHub and Slack send it. Undefined where there is nothing to read. Never throws.
 */
export function parseBody(request: CapturedRequest): unknown {
  const isForm = mediaType(request) === 'application/x-www-form-urlencoded'
  if (last.body !== request.body || last.isForm !== isForm) {
    last = { body: request.body, isForm, parsed: parseText(bodyText(request), isForm) }
  }
  return last.parsed
}

// Handshakes, answers and events ask for the same body one after the other. Nobody changes what was parsed.
let last: { body: Uint8Array | null; isForm: boolean; parsed: unknown } = {
  body: null,
  isForm: false,
  parsed: undefined,
}

function parseText(text: string | null, isForm: boolean): unknown {
  if (text === null || text === '') return undefined
  return isForm ? parseForm(text) : parseJson(text)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function parseForm(text: string): unknown {
  const fields = new URLSearchParams(text)
  const payload = parseJson(fields.get('payload') ?? '')
  if (typeof payload === 'object' && payload !== null) return payload
  // `fromEntries` defines, it does not assign: a field called `__proto__` is a field like any other.
  return Object.fromEntries(fields)
}
