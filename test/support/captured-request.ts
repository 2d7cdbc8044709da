import type { CapturedRequest } from '#main/core/requests/captured-request.ts'
import type { HeaderPairs } from '#shared/model/header-pairs.ts'

/** A captured request as a test wants it: headers as pairs or as an object, the body as text, bytes or JSON. */
export type RequestWishes = Partial<Omit<CapturedRequest, 'headers' | 'body'>> & {
  headers?: HeaderPairs | Readonly<Record<string, string>>
  body?: string | Uint8Array
  json?: unknown
}

const isPairs = (headers: HeaderPairs | Readonly<Record<string, string>>): headers is HeaderPairs =>
  Array.isArray(headers)

function bytesOf({ body, json }: RequestWishes): Uint8Array {
  if (json !== undefined) return Buffer.from(JSON.stringify(json))
  return typeof body === 'string' ? Buffer.from(body) : (body ?? new Uint8Array())
}

/** Builds a captured request; what is not wished for is usual. */
export function capturedRequest(wishes: RequestWishes = {}): CapturedRequest {
  const { headers = [], json, ...rest } = wishes
  const pairs = isPairs(headers) ? headers : Object.entries(headers)
  return {
    method: 'POST',
    target: '/in/token',
    path: '',
    httpVersion: '1.1',
    trailers: [],
    remoteAddress: '127.0.0.1',
    receivedAtMs: 1_614_265_330_000,
    ...rest,
    headers: json === undefined ? pairs : [['Content-Type', 'application/json'], ...pairs],
    body: bytesOf(wishes),
  }
}
