import { AppError } from '#shared/contract/problem.ts'
import type { HeaderPairs } from '#shared/model/header-pairs.ts'
import type { EditedPart } from '#shared/model/replay.ts'
import type { CapturedRequest } from '#main/core/requests/captured-request.ts'

/** What a person sends otherwise than it came; what is left out stays. */
export type RequestEdits = {
  method?: string | undefined
  /** The path below the target, with its query. */
  path?: string | undefined
  headers?: HeaderPairs | undefined
  body?: Uint8Array | undefined
}

// RFC 9110 section 5.6.2; a target of visible ASCII letters is what a request line can carry.
const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/
const pathLetters = /^([/?][\x21-\x7e]*)?$/
const headerValue = /^[\t\x20-\x7e\x80-\xff]*$/

/** The request with the edits, every other byte as it came. Throws `bad-input` for what HTTP cannot carry. */
export function editRequest(captured: CapturedRequest, edits: RequestEdits): CapturedRequest {
  const errors = [...methodErrors(edits.method), ...pathErrors(edits.path), ...headerErrors(edits.headers ?? [])]
  if (errors[0]) {
    throw new AppError('bad-input', `The edited request cannot be sent: ${errors[0].message}`, { errors })
  }
  const given = Object.fromEntries(Object.entries(edits).filter(([, value]) => value !== undefined))
  return { ...captured, ...given }
}

/** Which parts differ from what came. */
export function editedParts(before: CapturedRequest, after: CapturedRequest): EditedPart[] {
  const parts: Record<EditedPart, boolean> = {
    method: before.method !== after.method,
    path: before.path !== after.path,
    headers: JSON.stringify(before.headers) !== JSON.stringify(after.headers),
    body: Buffer.compare(before.body, after.body) !== 0,
  }
  return Object.entries(parts).flatMap(([part, isEdited]) => (isEdited ? [part as EditedPart] : []))
}

type FieldError = { path: string; message: string }

const methodErrors = (method: string | undefined): FieldError[] => {
  if (method === undefined) return []
  if (!token.test(method)) return [{ path: 'method', message: 'A method is one word, such as POST.' }]
  return method === 'CONNECT'
    ? [{ path: 'method', message: 'CONNECT opens a tunnel and sends no request. Choose another method.' }]
    : []
}

const pathErrors = (path: string | undefined): FieldError[] =>
  path === undefined || pathLetters.test(path)
    ? []
    : [
        {
          path: 'path',
          message: 'A path starts with / or ?, and holds no spaces; write other letters percent-encoded, such as %20.',
        },
      ]

function headerErrors(headers: HeaderPairs): FieldError[] {
  return headers.flatMap(([name, value], index): FieldError[] => {
    const path = `headers.${index}`
    if (!token.test(name)) return [{ path, message: `“${name}” cannot be the name of a header.` }]
    if (headerValue.test(value)) return []
    return [{ path, message: `The value of ${name} holds a line break or letters that a header cannot carry.` }]
  })
}
