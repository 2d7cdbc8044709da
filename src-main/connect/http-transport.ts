import type { Transport } from '#shared/contract/client.ts'
import { exchange } from './http-exchange.ts'
import type { ControlAddress } from './http-exchange.ts'

/** The typed client's way to a running Creel. */
export const createHttpTransport =
  (address: ControlAddress): Transport =>
  async ({ method, path, body, headers, signal }) => {
    const until = signal instanceof AbortSignal ? signal : undefined
    const answer = await exchange(address, { method, path, body, headers, signal: until })
    return { status: answer.status, body: answer.body.toString('utf8') }
  }
