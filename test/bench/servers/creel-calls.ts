import type { Client } from '#shared/contract/client.ts'
import { createClient } from '#shared/contract/client.ts'
import { createHttpTransport } from '#main/connect/http-transport.ts'
import type { RunningCreel } from './creel.ts'

/** The client of a running server. */
export const callsOf = ({ controlUrl, token }: Pick<RunningCreel, 'controlUrl' | 'token'>): Client =>
  createClient(createHttpTransport({ url: controlUrl, token }))

/** The id of the source that was there from the start. */
export async function firstSourceId(call: Client): Promise<string> {
  const [source] = (await call('sources.list', {})).items
  if (!source) throw new Error('There is no source.')
  return source.id
}
