import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import type { Core } from '#test/bench/measure/pinning.ts'
import { pinned } from '#test/bench/measure/pinning.ts'

/** A server in a process of its own, which ends with `await using`. */
export type ServerProcess = { processId: number; firstLine: string; [Symbol.asyncDispose]: () => Promise<void> }

export type ServerCommand = {
  command: string
  args: readonly string[]
  cwd?: string
  env?: Record<string, string>
  /** Where it runs; left out: on the servers' core. */
  core?: Core
  /** Whom it runs as, where that is not whoever runs the bench. */
  user?: { uid: number; gid: number }
}

const startWithinMs = 120_000
const endWithinMs = 5_000

/** Starts a server and waits for the first line that `isReady` accepts, on either output. */
export async function startServer(
  { command, args, cwd, env, core, user }: ServerCommand,
  isReady: (line: string) => boolean = () => true,
): Promise<ServerProcess> {
  const child = spawn(...pinned(core ?? 'server', command, args), {
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(cwd !== undefined && { cwd }),
    ...user,
    env: { ...process.env, ...env },
  })
  try {
    const firstLine = await firstLineOf(child, isReady)
    return { processId: child.pid ?? 0, firstLine, [Symbol.asyncDispose]: () => end(child) }
  } catch (error) {
    await end(child)
    throw error
  }
}

function firstLineOf(child: ChildProcess, isReady: (line: string) => boolean): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  const timer = setTimeout(() => reject(new Error('The server did not say in time that it runs.')), startWithinMs)
  let output = ''
  const read = (chunk: Buffer): void => {
    output += chunk.toString()
    const line = output.split('\n').slice(0, -1).find(isReady)
    if (line !== undefined) resolve(line)
    // What it goes on to say is taken from the pipe and not kept.
    if (output.length > 1_000_000) output = ''
  }
  child.stdout?.on('data', read)
  child.stderr?.on('data', read)
  child.once('error', reject)
  child.once('exit', (code) => reject(new Error(`The server ended with ${code}: ${output.slice(-2000)}`)))
  return promise.finally(() => clearTimeout(timer))
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  const timer = setTimeout(() => child.kill('SIGKILL'), endWithinMs)
  child.kill('SIGTERM')
  await ended
  clearTimeout(timer)
}
