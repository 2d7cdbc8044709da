import { createHmac } from 'node:crypto'
import type { Client } from '#shared/contract/client.ts'
import { Pool } from 'undici'
import { firstSourceId } from '#test/bench/servers/creel-calls.ts'
import { jsonBody, plainHeaders } from './payload.ts'

const secret = 'bench-secret-that-both-sides-know'
const body = jsonBody(1_000)
export const numberLetters = 16

/** Has the first source check an HMAC of the body, and refuse what is not signed. */
export async function checkSignatures(call: Client): Promise<void> {
  const id = await firstSourceId(call)
  await call('sources.update', { id, provider: 'hmac', hmac: { header: 'X-Signature' }, verificationPolicy: 'strict' })
  await call('sources.addSecret', { id, name: 'bench', secret })
}

/** Sends signed events of 1 KB to one address, each with a number. */
export type SignedSender = AsyncDisposable & { send: (number: number) => Promise<void> }

export function createSignedSender(url: string, connections: number): SignedSender {
  const { origin, pathname: path } = new URL(url)
  const pool = new Pool(origin, { connections, pipelining: 1 })
  return {
    async send(number) {
      const text = `${body.head}${String(number).padStart(numberLetters, '0')}${body.tail}`
      const signature = createHmac('sha256', secret).update(text).digest('hex')
      const headers = { ...plainHeaders, 'X-Signature': signature }
      const answer = await pool.request({ path, method: 'POST', headers, body: text })
      await answer.body.dump()
      if (answer.statusCode !== 200) throw new Error(`Creel answered ${answer.statusCode}.`)
    },
    [Symbol.asyncDispose]: () => pool.close(),
  }
}
