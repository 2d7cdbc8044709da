import { appendFileSync } from 'node:fs'

/** A message of the protocol, as far as our server reads it. */
export type Asked = {
  id?: number
  method: string
  params?: { name?: string; arguments?: Record<string, unknown>; protocolVersion?: string; cursor?: string }
}

/** What our server does about a message: it answers, says nothing, or ends. */
export type Reaction = { kind: 'answers'; result?: unknown; error?: unknown } | { kind: 'silent' } | { kind: 'dies' }

const text = { type: 'string' }

/** The tools of our server, on two pages. */
const tools = [
  {
    name: 'echo',
    description: 'Says it again.',
    inputSchema: {
      type: 'object',
      required: ['text'],
      properties: {
        text: { ...text, description: 'What to say.' },
        times: { type: 'integer' },
        loud: { type: 'boolean' },
      },
    },
  },
  {
    name: 'note',
    description: 'Writes a line.',
    inputSchema: { type: 'object', properties: { file: text, line: text } },
  },
  { name: 'read_variable', inputSchema: { type: 'object', properties: { name: text } } },
  { name: 'fail', inputSchema: { type: 'object' } },
  { name: 'die', inputSchema: { type: 'object' } },
  { name: 'be_silent', inputSchema: { type: 'object' } },
  { name: 'be_huge', inputSchema: { type: 'object', properties: { letters: { type: 'integer' } } } },
  { name: 'note_and_wait', inputSchema: { type: 'object', properties: { file: text } } },
]
const onFirstPage = 4

const says = (said: string, isError = false): Reaction => ({
  kind: 'answers',
  result: { content: [{ type: 'text', text: said }], isError },
})

type Given = Record<string, unknown>

const calls: Record<string, (given: Given) => Reaction> = {
  echo: ({ text: said, times = 1, loud = false }) => says(JSON.stringify({ said, times, loud })),
  note({ file, line }) {
    appendFileSync(String(file), `${String(line)}\n`)
    return says('Written.')
  },
  read_variable: ({ name }) => says(process.env[String(name)] ?? 'It is not set.'),
  fail: () => says('The board is full.', true),
  die: () => ({ kind: 'dies' }),
  be_silent: () => ({ kind: 'silent' }),
  note_and_wait({ file }) {
    appendFileSync(String(file), 'Begun.\n')
    return { kind: 'silent' }
  },
  be_huge: ({ letters }) => says('x'.repeat(Number(letters))),
}

const answers = (result: unknown): Reaction => ({ kind: 'answers', result })
const refuses = (code: number, message: string): Reaction => ({ kind: 'answers', error: { code, message } })

const methods: Record<string, (params: NonNullable<Asked['params']>) => Reaction> = {
  initialize: ({ protocolVersion }) =>
    answers({ protocolVersion, capabilities: { tools: {} }, serverInfo: { name: 'our-tools', version: '1' } }),
  'tools/list': ({ cursor }) =>
    cursor === 'more'
      ? answers({ tools: tools.slice(onFirstPage) })
      : answers({ tools: tools.slice(0, onFirstPage), nextCursor: 'more' }),
  'tools/call': ({ name = '', arguments: given = {} }) =>
    calls[name]?.(given) ?? refuses(-32602, `Unknown tool: ${name}`),
}

/** What our server does about a message: MCP 2025-06-18, as far as a client of tools needs it. */
export const reactTo = ({ id, method, params = {} }: Asked): Reaction =>
  id === undefined ? { kind: 'silent' } : (methods[method]?.(params) ?? refuses(-32601, `There is no ${method}`))
