import type * as Sdk from '@modelcontextprotocol/client'
import type { CallToolResult, Client, ClientOptions } from '@modelcontextprotocol/client'
import { asSentence } from '#shared/contract/issue-words.ts'
import type { Tool, ToolResult } from '#shared/model/tool-server.ts'
import type { ToolAnswer, ToolClient, ToolServerAddress } from '#main/core/ports.ts'
import type { RefusalOf } from '#main/core/security/egress-policy.ts'
import { createAgents } from '#main/host/agents.ts'
import { inWords } from '#main/host/send-failure.ts'
import { createGuardedFetch } from './guarded-fetch.ts'
import type { ToolConnection } from './program-transport.ts'
import { connectProgram } from './program-transport.ts'

type Limits = { timeoutMs: number; signal: AbortSignal }
type Asking = { signal: AbortSignal; timeout: number }

const mostBytes = 4_000_000
/** The signal ends what takes too long; the library’s own limit only stands behind it. */
const behindMs = 5_000

// Results are shown as they come. To check them would compile schemas, and their patterns, that a stranger wrote.
const noValidator: NonNullable<ClientOptions['jsonSchemaValidator']> = {
  getValidator: () => (value) => ({ valid: true, data: value as never, errorMessage: undefined }),
}

/** Speaks MCP by its own library, which is loaded when it is first needed. Connects to nothing that is refused. */
export function createToolClient(refusalOf: RefusalOf): ToolClient & { close: () => Promise<void> } {
  const agents = createAgents(refusalOf)
  const fetch = createGuardedFetch(agents.waysFor(undefined).once, mostBytes)
  const ask = async <Value>(
    server: ToolServerAddress,
    { timeoutMs, signal }: Limits,
    question: (client: Client, asking: Asking) => Promise<Value>,
  ): Promise<ToolAnswer<Value>> => {
    const sdk = await import('@modelcontextprotocol/client')
    const limit = AbortSignal.timeout(timeoutMs)
    const asking = { signal: AbortSignal.any([signal, limit]), timeout: timeoutMs + behindMs }
    const connection = server.kind === 'command' ? connectProgram(server, mostBytes) : connectHttp(sdk, server, fetch)
    const client = new sdk.Client({ name: 'creel', version: '1' }, { jsonSchemaValidator: noValidator })
    const broken = new Promise<never>((_, reject) => {
      // Over streams a server may log what is no message; over HTTP an error is one of the way to it.
      if (server.kind === 'http') client.onerror = reject
      asking.signal.addEventListener('abort', () => reject(asking.signal.reason as Error), { once: true })
    })
    const answered = async (): Promise<Value> => {
      await client.connect(connection.transport, asking)
      return question(client, asking)
    }
    try {
      return { kind: 'answered', value: await Promise.race([answered(), broken]) }
    } catch (error) {
      if (signal.aborted) return failed('It was interrupted.')
      if (limit.aborted) return failed(`It did not answer within ${timeoutMs / 1000} s.`)
      return failed(connection.fault() ?? reasonOf(error))
    } finally {
      connection.close(signal.aborted)
    }
  }

  return {
    list: (server, limits) =>
      ask(server, limits, async (client, asking) => (await client.listTools({}, asking)).tools.map(toTool)),
    call(server, { tool, arguments: given }, { keepBytes, ...limits }) {
      const startedAt = performance.now()
      return ask(server, limits, async (client, asking) => {
        const result = await client.callTool({ name: tool, arguments: { ...given } }, asking)
        return toResult(result, keepBytes, performance.now() - startedAt)
      })
    },
    close: agents.close,
  }
}

function connectHttp(
  { StreamableHTTPClientTransport }: Pick<typeof Sdk, 'StreamableHTTPClientTransport'>,
  { url, headers }: Extract<ToolServerAddress, { kind: 'http' }>,
  fetch: ReturnType<typeof createGuardedFetch>,
): ToolConnection {
  const transport = new StreamableHTTPClientTransport(new URL(url), {
    fetch,
    requestInit: { headers: headers.map(([name, value]): [string, string] => [name, value]), redirect: 'manual' },
    // An answer that breaks off is a failure: to ask for its rest would be to wait in silence.
    reconnectionOptions: {
      maxRetries: 0,
      initialReconnectionDelay: 0,
      maxReconnectionDelay: 0,
      reconnectionDelayGrowFactor: 1,
    },
  })
  return {
    transport,
    fault: () => null,
    // The server is told that its session is over; what it says to that is not waited for.
    close: () => {
      const over = transport.terminateSession().catch(() => undefined)
      void over.then(() => transport.close())
    },
  }
}

const failed = (message: string): { kind: 'failed'; message: string } => ({ kind: 'failed', message })

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { cause } = error
  // fetch tells what was wrong as the cause of “fetch failed”.
  if (cause instanceof Error) return inWords(cause, false).message
  const [, type] = /^Unexpected content type: (.*)$/.exec(error.message) ?? []
  if (type === undefined) return asSentence(error.message)
  return `It does not speak MCP: it answered with ${type === 'null' ? 'nothing' : type} instead of JSON.`
}

type ListedTool = Awaited<ReturnType<Client['listTools']>>['tools'][number]

const toTool = ({ name, title, annotations, description, inputSchema }: ListedTool): Tool => ({
  name,
  title: title ?? annotations?.title ?? null,
  description: description ?? '',
  inputSchema: inputSchema as Tool['inputSchema'],
})

function toResult(
  { content, structuredContent, isError }: CallToolResult,
  keepBytes: number,
  tookMs: number,
): ToolResult {
  const told = content.map(toldOf).join('\n')
  const text = told === '' && structuredContent !== undefined ? JSON.stringify(structuredContent, null, 2) : told
  const bytes = Buffer.from(text)
  const isCut = bytes.length > keepBytes
  // A letter that is cut in two is left out.
  const output = new TextDecoder().decode(bytes.subarray(0, keepBytes), { stream: isCut })
  return { isError: isError === true, output, isCut, tookMs: Math.round(tookMs) }
}

/** A part of an answer as text; what is none is named. */
function toldOf(part: CallToolResult['content'][number]): string {
  if (part.type === 'text') return part.text
  if (part.type === 'resource_link') return part.uri
  if (part.type === 'resource') return 'text' in part.resource ? part.resource.text : `[resource ${part.resource.uri}]`
  return `[${part.type}, ${part.mimeType}]`
}
