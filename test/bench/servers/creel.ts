import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inRepository } from '#ci/repository.ts'
import { readControlFile } from '#main/connect/control-file.ts'
import type { Contender } from '#test/bench/measure/run-rounds.ts'
import type { ServerProcess } from './server-process.ts'
import { startServer } from './server-process.ts'

/** What a starting Creel writes with `--json`. */
type Welcome = { controlUrl: string; enterUrl: string; receiverUrl: string; sourceUrl: string }

export type RunningCreel = Contender & ServerProcess & Omit<Welcome, 'sourceUrl'> & { token: string }

export const creelName = 'Creel'

/** The server as it is shipped: the built bundle. */
export const builtServer = inRepository('out', 'main', 'server.js')

/** Starts Creel headless, on free ports where none is named; in an empty folder that goes with it where none is named. */
export async function startCreel(
  given: { program?: readonly string[]; name?: string; home?: string; receiverPort?: number } = {},
): Promise<RunningCreel> {
  const home = given.home ?? mkdtempSync(join(tmpdir(), 'creel-bench-home-'))
  const ports = ['--receiver-port', String(given.receiverPort ?? 0), '--control-port', '0']
  const args = ['--home', home, ...ports, '--json', '--no-open']
  const server = await startServer(
    {
      command: process.execPath,
      args: [...(given.program ?? [builtServer]), ...args],
      env: { NODE_ENV: 'production' },
    },
    (line) => line.includes('"sourceUrl"'),
  )
  const welcome = JSON.parse(server.firstLine) as Welcome
  return {
    ...server,
    ...welcome,
    name: given.name ?? creelName,
    url: welcome.sourceUrl,
    token: readControlFile(home)?.token ?? '',
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]()
      if (given.home === undefined) rmSync(home, { recursive: true, force: true })
    },
  }
}

/** Follows the live feed as an open window does, and throws away what comes. */
export async function subscribe({ controlUrl, token }: RunningCreel): Promise<AsyncDisposable> {
  const stopping = new AbortController()
  const answer = await fetch(`${controlUrl}/api/v1/feed`, {
    headers: { authorization: `Bearer ${token}` },
    signal: stopping.signal,
  })
  if (!answer.ok || !answer.body) throw new Error(`The feed answers ${answer.status}.`)
  const ended = drain(answer.body).catch(() => undefined)
  return {
    async [Symbol.asyncDispose]() {
      stopping.abort()
      await ended
    },
  }
}

async function drain(stream: ReadableStream<Uint8Array>): Promise<number> {
  let bytes = 0
  for await (const chunk of stream) bytes += chunk.length
  return bytes
}
