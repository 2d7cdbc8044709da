import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A target that knows what it was sent: how often each event, and how often after it had said that it has it. */
export type DeliverySink = {
  url: string
  /** By event id. */
  received: Map<string, { times: number; hashes: Set<string> }>
  stop: () => Promise<void>
}

/** Every so many requests one is answered with 503, so that there are retries among what is killed. */
const failsEvery = 7

export async function openDeliverySink(): Promise<DeliverySink> {
  const received: DeliverySink['received'] = new Map()
  let count = 0
  const server = createServer((request, response) => {
    void request.toArray().then((chunks) => {
      count += 1
      if (count % failsEvery === 0) return response.writeHead(503, { 'retry-after': '0' }).end()
      const id = String(request.headers['webhook-id'])
      const known = received.get(id) ?? { times: 0, hashes: new Set<string>() }
      known.times += 1
      known.hashes.add(
        createHash('sha256')
          .update(Buffer.concat(chunks as Buffer[]))
          .digest('hex'),
      )
      received.set(id, known)
      return response.end('ok')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    received,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
