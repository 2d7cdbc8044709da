import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { TwinName } from './twins/twins.ts'

/** Creel in a process of its own. */
export type ServerProcess = {
  /** The address of its first source. */
  url: string
  /** Ends it with this signal and waits until it has gone; answers its exit code. */
  end: (signal: 'SIGKILL' | 'SIGTERM') => Promise<number | null>
  /** Settles once it has ended. */
  ended: Promise<unknown>
  /** True once it has ended, however that came. */
  hasEnded: () => boolean
  /** What it wrote to its error output. */
  complaints: () => string
}

export type ServerWishes = {
  home: string
  twin?: TwinName
  /** A webhook that is held takes what is said to be owed, so that it is routed in a commit of its own. */
  owesHalf?: boolean
  /** Where it ends itself: `point:n`. */
  fault?: string
  /** A program that runs ours, such as strace. */
  under?: { command: string; args: readonly string[] }
}

const program = fileURLToPath(new URL('./server.ts', import.meta.url))

/** Starts Creel and waits until it listens. Throws what it complained of when it ends before, its signal as the cause. */
export async function startServer({
  home,
  twin = 'none',
  owesHalf,
  fault,
  under,
}: ServerWishes): Promise<ServerProcess> {
  const ours = [program, home, twin]
  const [command, args] = under ? [under.command, [...under.args, process.execPath, ...ours]] : [process.execPath, ours]
  const child = spawn(command, args, {
    stdio: 'pipe',
    // Loading the sources is most of a start; it is the same for each.
    env: {
      ...process.env,
      NODE_COMPILE_CACHE: join(tmpdir(), 'creel-compile-cache'),
      ...(owesHalf === true && { OWES_HALF: '1' }),
      ...(fault !== undefined && { FAULT: fault }),
    },
  })
  let errors = ''
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString()
  })
  const ended = once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>
  const ready = await Promise.race([once(createInterface(child.stdout), 'line'), ended.then(() => null)])
  if (ready === null)
    throw new Error(`The server did not start (${child.signalCode}): ${errors}`, { cause: child.signalCode })
  const { url, processId } = JSON.parse(String(ready[0])) as { url: string; processId: number }
  return {
    url,
    async end(signal) {
      if (child.exitCode === null && child.signalCode === null) process.kill(processId, signal)
      return (await ended)[0]
    },
    ended,
    hasEnded: () => child.exitCode !== null || child.signalCode !== null,
    complaints: () => errors,
  }
}
