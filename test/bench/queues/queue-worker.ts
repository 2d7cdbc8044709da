import { createHmac, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import { Pool } from 'undici'
import { jsonBody, plainHeaders } from '#test/bench/measure/payload.ts'

/** How many deliveries are under way at once, on every side of the comparison. */
export const atOnce = 50

/** A delivery as a job holds it. */
export type Job = { body: string }

/** What a queue does with a number of jobs. */
export type Queue = {
  /** Stores jobs; none is worked on yet. */
  fill: (jobs: readonly Job[]) => Promise<void>
  /** Works on so many stored jobs, each kept as done. */
  work: (count: number, deliver: (job: Job) => Promise<void>) => Promise<void>
}

const { values } = parseArgs({
  options: { packages: { type: 'string' }, sink: { type: 'string' }, store: { type: 'string' } },
})

/** The address of the store: of Redis or of PostgreSQL. */
export const store = values.store ?? ''

/** What a package of the peer's own folder exports. */
export const load = (name: string): unknown => createRequire(join(values.packages ?? '', 'none.cjs'))(name)

/** Serves a queue: a POST names a number of jobs, which are stored, then worked on; it is answered after the last. */
export async function serveQueue({ fill, work }: Queue): Promise<void> {
  const deliver = createDeliver(values.sink ?? '')
  const { head, tail } = jsonBody(1_000)
  let made = 0
  const run = async (count: number): Promise<void> => {
    const jobs = Array.from({ length: count }, () => ({ body: head + String((made += 1)).padStart(16, '0') + tail }))
    await fill(jobs)
    await work(count, deliver)
  }
  const server = createServer((request, response) => {
    text(request)
      .then((count) => run(Number(count)))
      .then(
        () => response.end(),
        (error: unknown) => response.writeHead(500).end(String(error)),
      )
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
}

/** Sends as our sender does, from the same HTTP client: an HMAC of id, time and body in Standard Webhooks' headers. */
function createDeliver(sink: string): (job: Job) => Promise<void> {
  const pool = new Pool(sink, { connections: atOnce, pipelining: 1 })
  const key = randomBytes(24)
  return async ({ body }) => {
    const id = `msg_${randomBytes(12).toString('hex')}`
    const time = Math.floor(Date.now() / 1000)
    const signature = createHmac('sha256', key).update(`${id}.${time}.${body}`).digest('base64')
    const headers = { ...plainHeaders, 'webhook-id': id, 'webhook-timestamp': String(time) }
    const signed = { ...headers, 'webhook-signature': `v1,${signature}` }
    const answer = await pool.request({ path: '/', method: 'POST', headers: signed, body })
    await answer.body.dump()
    if (answer.statusCode !== 200) throw new Error(`The target answered ${answer.statusCode}.`)
  }
}
