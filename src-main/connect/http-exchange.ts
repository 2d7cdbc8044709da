import { request } from 'node:http'
import type { IncomingHttpHeaders } from 'node:http'
import { AppError } from '#shared/contract/problem.ts'

/** Where a running Creel answers, and the token that opens it. */
export type ControlAddress = { url: string; token: string }

/** One whole answer of the control listener. */
export type Exchange = { status: number; headers: IncomingHttpHeaders; body: Buffer }

/** Sends one request to the control listener and reads the answer whole. Throws `not-running` when nothing answers. */
export function exchange(
  address: ControlAddress,
  call: {
    method: string
    path: string
    body: string | null
    headers?: Record<string, string> | undefined
    signal?: AbortSignal | undefined
  },
): Promise<Exchange> {
  const { promise, resolve, reject } = Promise.withResolvers<Exchange>()
  const headers: Record<string, string> = { ...call.headers, authorization: `Bearer ${address.token}` }
  const fail = (cause: Error): void => reject(brokenOff(address, cause))
  if (call.body !== null) headers['content-type'] = 'application/json'
  const options = { method: call.method, headers, ...(call.signal && { signal: call.signal }) }
  const outgoing = request(new URL(call.path, address.url), options, (incoming) => {
    const chunks: Buffer[] = []
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
    incoming.on('error', fail)
    incoming.on('end', () =>
      resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: Buffer.concat(chunks) }),
    )
  })
  outgoing.on('error', fail)
  outgoing.end(call.body ?? undefined)
  return promise
}

/** The error for a Creel that does not answer, or not to the end. */
export const brokenOff = ({ url }: ControlAddress, cause: unknown): AppError =>
  new AppError('not-running', `Creel at ${url} broke off. See with “creel status” whether it still runs.`, { cause })
