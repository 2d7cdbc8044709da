import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { closeSync, mkdirSync, openSync } from 'node:fs'
import { join } from 'node:path'
import type { ServeOptions } from '#main/server/serve-options.ts'
import type { StartMessage } from '#main/server/terminal.ts'
import type { Welcome } from '#main/server/welcome.ts'
import { AppError } from '#shared/contract/problem.ts'

/** Starts a process of its own that goes on when this one has ended, and waits until it is ready. */
export async function startInBackground(options: ServeOptions, environment: NodeJS.ProcessEnv): Promise<Welcome> {
  const logFile = join(options.home, 'logs', 'creel.log')
  mkdirSync(join(options.home, 'logs'), { recursive: true, mode: 0o700 })
  const log = openSync(logFile, 'a', 0o600)
  const child = spawn(process.execPath, [...scriptOfThis(), 'serve', ...flagsFor(options)], {
    detached: true,
    windowsHide: true,
    stdio: ['ignore', log, log, 'ipc'],
    // Not as a flag: every user of the computer can read those.
    env: { ...environment, ...(options.token !== undefined && { CREEL_TOKEN: options.token }) },
  })
  closeSync(log)
  try {
    return await firstWord(child, logFile)
  } finally {
    if (child.connected) child.disconnect()
    child.unref()
  }
}

const scriptOfThis = (): string[] => process.argv.slice(1, 2)

const flagsFor = (options: ServeOptions): string[] => [
  ...flagsOfEgress(options),
  `--home=${options.home}`,
  `--receiver-port=${options.receiverPort}`,
  `--control-port=${options.controlPort}`,
  `--log-level=${options.logLevel}`,
  ...(options.tunnelHost === undefined ? [] : [`--tunnel-host=${options.tunnelHost}`]),
  '--json',
  '--no-open',
]

const flagsOfEgress = ({ egress, egressAllow }: ServeOptions): string[] => [
  `--egress=${egress}`,
  ...(egressAllow === undefined ? [] : [`--egress-allow=${egressAllow.join(',')}`]),
]

function firstWord(child: ChildProcess, logFile: string): Promise<Welcome> {
  const { promise, resolve, reject } = Promise.withResolvers<Welcome>()
  child.once('message', (message: StartMessage) => {
    if ('welcome' in message) resolve(message.welcome)
    else reject(new AppError(message.problem.code, message.problem.detail, { errors: message.problem.errors }))
  })
  child.once('error', reject)
  child.once('exit', (exitCode, signal) => {
    const end = signal === null ? `with exit code ${exitCode}` : `by ${signal}`
    reject(new AppError('not-running', `Creel ended ${end} before it was ready. Its log is ${logFile}.`))
  })
  return promise
}
