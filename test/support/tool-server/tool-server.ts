import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { text } from 'node:stream/consumers'
import type { ToolTransport } from '#shared/model/tool-server.ts'
import type { Asked } from './answers.ts'
import { reactTo } from './answers.ts'

/** How our tool server is started as a program. */
export const toolProgram = (
  environment: { name: string; value: string; isSecret: boolean }[] = [],
): Extract<ToolTransport, { kind: 'command' }> => ({
  kind: 'command',
  program: process.execPath,
  arguments: [fileURLToPath(new URL('./program.ts', import.meta.url))],
  folder: null,
  environment,
})

/** A request to our tool server over HTTP. */
export type AskedOverHttp = { method: string; headers: Record<string, unknown>; asked: Asked | null }

export type HttpToolServer = AsyncDisposable & { url: string; requests: AskedOverHttp[] }

/** Our tool server over HTTP: answers to calls come as events of a stream, all else as JSON. */
export async function httpToolServer(): Promise<HttpToolServer> {
  const requests: AskedOverHttp[] = []
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const asked = body === '' ? null : (JSON.parse(body) as Asked)
      requests.push({ method: request.method ?? '', headers: request.headers, asked })
      if (!asked) return response.writeHead(200).end()
      if (asked.id === undefined) return response.writeHead(202).end()
      const { kind, ...answer } = reactTo(asked)
      if (kind === 'silent') return response
      if (kind === 'dies') return response.destroy()
      const message = JSON.stringify({ jsonrpc: '2.0', id: asked.id, ...answer })
      const isCall = asked.method === 'tools/call'
      response.writeHead(200, {
        'content-type': isCall ? 'text/event-stream' : 'application/json',
        'mcp-session-id': 'session-1',
      })
      return response.end(isCall ? `event: message\ndata: ${message}\n\n` : message)
    })
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`,
    requests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
}
