import { spawn } from 'node:child_process'
import type { ChildProcess, SpawnOptions } from 'node:child_process'
import { constants } from 'node:os'
import { repository } from './repository.ts'

const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
const parentCheckMs = 500

/** Stops a program when we are stopped; the result ends that. */
function stopWithUs(child: ChildProcess): () => void {
  const passOn = (signal: NodeJS.Signals): void => {
    // A terminal gives Ctrl+C to the child as well; a second one would mean “at once”.
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
  }
  for (const signal of stopSignals) process.on(signal, passOn)
  // The shell between npm and us dies without a word to us; what we see is another parent.
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid !== parent) child.kill('SIGTERM')
  }, parentCheckMs)
  return () => {
    clearInterval(watch)
    for (const signal of stopSignals) process.off(signal, passOn)
  }
}

/**
 * Runs a program in the repository, with this terminal, and answers its exit code. Whoever stops us stops it too, and
 * we end only after it has ended.
 */
export function runProgram(command: string, args: readonly string[], options: SpawnOptions = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: repository, stdio: 'inherit', ...options })
    const letGo = stopWithUs(child)
    child.once('error', (error) => {
      letGo()
      reject(error)
    })
    child.once('exit', (code, signal) => {
      letGo()
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal]))
    })
  })
}

/** Runs a program to its end or for `timeoutMs`, without a terminal, and answers what it wrote. Never throws. */
export function askProgram(
  command: string,
  args: readonly string[],
  options: { timeoutMs: number },
): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve) => {
    let output = ''
    const child = spawn(command, args, {
      cwd: repository,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: options.timeoutMs,
      killSignal: 'SIGKILL',
    })
    const keep = (chunk: Buffer): void => {
      output += chunk.toString()
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.once('error', (error) => resolve({ code: null, output: error.message }))
    child.once('close', (code) => resolve({ code, output }))
  })
}
