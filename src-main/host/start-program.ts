import { spawn } from 'node:child_process'
import type { ChildProcessWithoutNullStreams } from 'node:child_process'

/** Whoever is asked to end and does not is ended after so long. */
const graceMs = 2_000

/** A program that was started; `end` asks it to end, and ends it where it does not. */
export type StartedProgram = { child: ChildProcessWithoutNullStreams; end: () => void }

/**
 * Starts a program as a child of this process, never through a shell, with its environment but for Creel’s own token,
 * and what is given besides.
 */
export function startProgram(
  path: string,
  given: readonly string[],
  { environment = {}, folder = null }: { environment?: Readonly<Record<string, string>>; folder?: string | null } = {},
): StartedProgram {
  const { CREEL_TOKEN: _, ...own } = process.env
  const child = spawn(path, [...given], {
    env: { ...own, ...environment },
    shell: false,
    windowsHide: true,
    stdio: ['pipe', 'pipe', 'pipe'],
    ...(folder !== null && { cwd: folder }),
  })
  // A program need not read what it is given.
  child.stdin.on('error', () => undefined)
  return {
    child,
    end() {
      child.kill('SIGTERM')
      setTimeout(() => child.kill('SIGKILL'), graceMs).unref()
    },
  }
}
