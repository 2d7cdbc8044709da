import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

type Answer = { status: number; headers: Record<string, string>; body: Buffer }

/** The app on a developer's machine that requests are sent on to. */
export type LocalApp = {
  url: string
  port: number
  requests: { method: string; url: string; body: string }[]
  stop: () => Promise<void>
}

export async function localApp({
  answer = { status: 200, headers: {}, body: Buffer.from('ok') },
  delayMs = 0,
  port = 0,
  breaksOffAt = null,
}: {
  answer?: Answer
  delayMs?: number
  port?: number
  /** Requests with this body get no answer: their connection is closed. */
  breaksOffAt?: string | null
}): Promise<LocalApp> {
  const requests: LocalApp['requests'] = []
  const server = createServer((request, response) => void reply(request, response))
  const reply = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = Buffer.concat((await request.toArray()) as Buffer[]).toString()
    requests.push({ method: request.method ?? '', url: request.url ?? '', body })
    if (body === breaksOffAt) return void request.socket.destroy()
    if (delayMs > 0) await pause(delayMs)
    response.writeHead(answer.status, answer.headers).end(answer.body)
  }
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const own = (server.address() as AddressInfo).port
  return {
    url: `http://127.0.0.1:${own}`,
    port: own,
    requests,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
