import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { inRepository } from '#ci/repository.ts'
import type { Welcome } from '#main/server/welcome.ts'
import type { Client } from '#shared/contract/client.ts'
import { createClient } from '#shared/contract/client.ts'
import { temporaryFolder } from '#test/support/temporary-folder.ts'

const server = inRepository('out/main/server.js')
const token = 'the-local-token-of-the-browser-tests'

/** What is sent to a source; `path` follows the address of the source. */
export type Sent = { path?: string; method?: string; headers?: Record<string, string>; body?: string | Uint8Array }

/** A built Creel in a process of its own, on free ports and in a folder that goes with it. */
export type Creel = Welcome & {
  call: Client
  /** Sends to the first source and answers the status that it gave. */
  send: (sent?: Sent) => Promise<number>
  /** An address that lets one browser in. */
  enter: () => Promise<string>
  stop: () => Promise<void>
  /** Starts it again where it was: same folder, same ports. */
  startAgain: () => Promise<void>
  [Symbol.asyncDispose]: () => Promise<void>
}

/** How a Creel is started; `prepare` is given its folder before. */
export type CreelOptions = { prepare?: (home: string) => Promise<void>; flags?: readonly string[] }

/** Starts a Creel. */
export async function startCreel({ prepare, flags = [] }: CreelOptions = {}): Promise<Creel> {
  const folder = temporaryFolder()
  await prepare?.(folder.path)
  let running = await run(folder.path, { receiver: '0', control: '0' }, flags)
  const { welcome } = running
  const ports = { receiver: new URL(welcome.receiverUrl).port, control: new URL(welcome.controlUrl).port }
  const call = createClient(async ({ method, path, body }) => {
    const headers = { authorization: `Bearer ${token}`, ...(body !== null && { 'content-type': 'application/json' }) }
    const answer = await fetch(`${welcome.controlUrl}${path}`, { method, headers, ...(body !== null && { body }) })
    return { status: answer.status, body: await answer.text() }
  })
  const stop = async (): Promise<void> => {
    if (running.child.exitCode !== null) return
    running.child.kill('SIGTERM')
    await once(running.child, 'exit')
  }
  return {
    ...welcome,
    call,
    enter: async () => (await call('session.createCode')).url,
    send: async (sent = {}) => send(welcome.sourceUrl, sent),
    stop,
    async startAgain() {
      running = await run(folder.path, ports, flags)
    },
    async [Symbol.asyncDispose]() {
      await stop()
      folder[Symbol.dispose]()
    },
  }
}

/** Sends one request to an address below the receiver. */
export async function send(url: string, { path = '', method = 'POST', headers = {}, body }: Sent): Promise<number> {
  const answer = await fetch(`${url}${path}`, { method, headers, ...(body !== undefined && { body }) } as RequestInit)
  await answer.arrayBuffer()
  return answer.status
}

async function run(
  home: string,
  ports: { receiver: string; control: string },
  more: readonly string[],
): Promise<{ child: ChildProcess; welcome: Welcome }> {
  const flags = ['--home', home, '--receiver-port', ports.receiver, '--control-port', ports.control]
  const child = spawn(process.execPath, [server, ...flags, ...more, '--token', token, '--json', '--no-open'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text))
  const ended = once(child, 'exit').then(() => {
    throw new Error('Creel ended before it was ready.')
  })
  while (!output.includes('\n')) await Promise.race([once(child.stdout, 'data'), ended])
  // From now on it may end.
  ended.catch(() => undefined)
  return { child, welcome: JSON.parse(output) as Welcome }
}
