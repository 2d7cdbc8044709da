import type { Client, Transport } from '#shared/contract/client.ts'
import { createClient } from '#shared/contract/client.ts'
import { AppError } from '#shared/contract/problem.ts'
import { takeEarly } from './early-answers.ts'
import { leave, useSession } from './session.ts'

/** A call with this window's token. A refused token ends the session; a silent server becomes `not-running`. */
export async function authorizedFetch(path: string, init: RequestInit = {}): Promise<Response> {
  const token = useSession.getState().token
  const headers = new Headers(init.headers)
  if (token !== null) headers.set('authorization', `Bearer ${token}`)
  const answer = await fetch(path, { ...init, headers, cache: 'no-store' }).catch((cause: unknown) => {
    if (init.signal?.aborted) throw cause
    throw new AppError('not-running', 'Creel does not answer. It may have been stopped; nothing was changed.', {
      cause,
    })
  })
  // Another call may have renewed the token while this one was under way.
  if (answer.status === 401 && token === useSession.getState().token) leave()
  return answer
}

const transport: Transport = async ({ method, path, body, headers, signal }) => {
  const early = method === 'GET' ? await takeEarly(path) : null
  if (early) return early
  const answer = await authorizedFetch(path, {
    method,
    body,
    signal: signal instanceof AbortSignal ? signal : null,
    headers: { ...headers, ...(body !== null && { 'content-type': 'application/json' }) },
  })
  return { status: answer.status, body: await answer.text() }
}

/** The contract's client of this window. Only `data/` calls it. */
export const client: Client = createClient(transport)
