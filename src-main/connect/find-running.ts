import { AppError } from '#shared/contract/problem.ts'
import type { ControlFile } from './control-file.ts'
import { readControlFile } from './control-file.ts'
import { exchange } from './http-exchange.ts'

const answerWithinMs = 2_000

/** What is known of the Creel of a data folder. */
export type Running =
  | { kind: 'running'; file: ControlFile }
  | { kind: 'none' }
  | { kind: 'ended'; file: ControlFile }
  | { kind: 'silent'; file: ControlFile }

/** Looks for the Creel of a data folder and asks whether it still answers. */
export async function findRunning(home: string): Promise<Running> {
  const file = readControlFile(home)
  if (!file) return { kind: 'none' }
  if (!isAlive(file.processId)) return { kind: 'ended', file }
  return (await answers(file)) ? { kind: 'running', file } : { kind: 'silent', file }
}

/** The running Creel of a data folder. Throws `not-running`, saying what to do. */
export async function requireRunning(home: string): Promise<ControlFile> {
  const found = await findRunning(home)
  if (found.kind === 'running') return found.file
  throw new AppError('not-running', notRunning(home, found))
}

function notRunning(home: string, found: Exclude<Running, { kind: 'running' }>): string {
  switch (found.kind) {
    case 'none':
      return `Creel is not running on the data folder ${home}. Start it with: creel start`
    case 'ended':
      return `Creel is not running: its process ${found.file.processId} has ended. Start it with: creel start`
    case 'silent':
      return (
        `Creel does not answer at ${found.file.url}, where process ${found.file.processId} should be. ` +
        'End that process if it hangs, then start anew with: creel start'
      )
  }
}

/** True while a process with that id runs, whoever owns it. */
export function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

async function answers(file: ControlFile): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(answerWithinMs)
    const { status } = await exchange(file, { method: 'GET', path: '/api/v1/session', body: null, signal })
    return status === 200
  } catch {
    return false
  }
}
