import { pathParameters } from './operation.ts'
import type { CallOf, OperationName, OutputOf } from './operations.ts'
import { operations } from './operations.ts'
import { AppError, Problem } from './problem.ts'

/** One HTTP exchange, lent by whoever owns a network. `path` starts with `/api/v1`. */
export type Transport = (request: {
  method: string
  path: string
  body: string | null
  headers?: Record<string, string>
  signal?: unknown
}) => Promise<{ status: number; body: string }>

/** What goes with a call besides its input: an `AbortSignal`, and the key under which it is done once. */
export type CallOptions = { signal?: unknown; idempotencyKey?: string | undefined }

/** Calls operations by name, typed by the contract. */
export type Client = <Name extends OperationName>(
  name: Name,
  input?: CallOf<Name>,
  options?: CallOptions,
) => Promise<OutputOf<Name>>

/** Where an input travels: the path filled in, the query or the JSON body. */
export function encodeCall(
  name: OperationName,
  input: Record<string, unknown>,
): { method: string; path: string; body: string | null } {
  const { method, path } = operations[name]
  const inPath = new Set(pathParameters(path))
  const filled = path.replace(/\{(\w+)\}/g, (_, key: string) => encodeURIComponent(String(input[key])))
  const rest = Object.entries(input).filter(([key, value]) => !inPath.has(key) && value !== undefined)
  if (method !== 'GET' && method !== 'DELETE') {
    return { method, path: `/api/v1${filled}`, body: JSON.stringify(Object.fromEntries(rest)) }
  }
  const query = rest.map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(String(value))}`).join('&')
  return { method, path: `/api/v1${filled}${query && `?${query}`}`, body: null }
}

/** The typed client over a transport. Throws an `AppError` with the problem's code. */
export const createClient =
  (transport: Transport): Client =>
  async (name, input, options) => {
    const call = encodeCall(name, (input ?? {}) as Record<string, unknown>)
    const { signal, idempotencyKey } = options ?? {}
    const headers: Record<string, string> = idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }
    const { status, body } = await transport({ ...call, headers, signal })
    if (status < 300) return (body === '' ? null : JSON.parse(body)) as OutputOf<typeof name>
    throw problemError(status, body)
  }

/** The error that an answer tells, or one that says that the answer is not Creel's. */
export function problemError(status: number, body: string): AppError {
  const parsed = Problem.safeParse(safeJson(body))
  if (parsed.success) return new AppError(parsed.data.code, parsed.data.detail, { errors: parsed.data.errors })
  return new AppError('internal', `The server answered ${status} without saying why. Is another program on this port?`)
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
