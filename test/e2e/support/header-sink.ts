import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A target that takes everything, and keeps what it was sent with its headers. */
export type HeaderSink = AsyncDisposable & {
  url: string
  requests: { headers: Record<string, string>; body: string }[]
}

/** Opens a target on a free port of this computer. */
export async function openSink(): Promise<HeaderSink> {
  const requests: HeaderSink['requests'] = []
  const server = createServer((request, response) => {
    void (async () => {
      const body = Buffer.concat((await request.toArray()) as Buffer[]).toString()
      requests.push({ headers: request.headers as Record<string, string>, body })
      response.writeHead(200, { 'content-type': 'text/plain' }).end('taken by the sink')
    })()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`,
    requests,
    async [Symbol.asyncDispose]() {
      if (!server.listening) return
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
