import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const script = fileURLToPath(import.meta.resolve('#main/cli/main.ts'))

/** The command line as a process of its own. `firstLine` waits for what it says first. */
export function spawnCreel(args: string[], environment: Record<string, string> = {}) {
  const child = spawn(process.execPath, [script, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...environment },
  })
  let output = ''
  let complaint = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text))
  const ended = once(child, 'close').then(([exitCode]) => ({ exitCode: exitCode as number, output, complaint }))
  const mustNotEnd = (): never => {
    throw new Error(`It ended before it said anything: ${complaint}`)
  }
  const firstLine = async (): Promise<string> => {
    while (!output.includes('\n')) await Promise.race([once(child.stdout, 'data'), ended.then(mustNotEnd)])
    return output.slice(0, output.indexOf('\n'))
  }
  return { child, ended, firstLine, [Symbol.dispose]: () => void child.kill('SIGKILL') }
}

/** Runs the command line to its end. */
export const runCreel = (args: string[], environment: Record<string, string> = {}) =>
  spawnCreel(args, environment).ended
