import { text } from 'node:stream/consumers'
import type { Problem } from '#shared/contract/problem.ts'
import type { Welcome } from './welcome.ts'

/** What a command is given of the world, lent so that a test can read what it writes. */
export type Terminal = {
  environment: NodeJS.ProcessEnv
  write: (output: string | Uint8Array) => void
  complain: (text: string) => void
  /** What is typed or piped in; `read` answers all of it. */
  input: { isInteractive: boolean; read: () => Promise<string> }
  /** A person is looking: what is written must be safe for a terminal. */
  isInteractive: boolean
  /** Letters in a line, where that is known. */
  columns: number | null
  /** Tells the process that started this one, where it wants to know. */
  tellStarter?: (message: StartMessage) => void
}

/** How starting went, for whoever started this process in the background. */
export type StartMessage = { welcome: Welcome } | { problem: Problem }

/** The terminal of this process. */
export const processTerminal = (): Terminal => ({
  environment: process.env,
  write: (output) => void process.stdout.write(output),
  complain: (text) => void process.stderr.write(text),
  input: { isInteractive: process.stdin.isTTY ?? false, read: () => text(process.stdin) },
  isInteractive: process.stdout.isTTY ?? false,
  columns: process.stdout.columns ?? null,
  tellStarter: (message) => void process.send?.(message),
})

const endWithinMs = 100

/** Ends the process with this code once its output is read, whatever a service that was cut off has left open. */
export function endSoon(exitCode: number): void {
  process.exitCode = exitCode
  const end = (): void => void setTimeout(() => process.exit(), endWithinMs).unref()
  // A pipe is written as fast as it is read: called back when all before it is.
  process.stdout.write('', () => process.stderr.write('', end))
}
