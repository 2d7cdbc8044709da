import { CommanderError } from 'commander'
import { AppError } from '#shared/contract/problem.ts'

/** What a command ends with. */
export const exitCodes = { done: 0, failed: 1, misused: 2, notRunning: 3 } as const

/** The exit code that an error stands for. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.misused
  return error instanceof AppError && error.code === 'not-running' ? exitCodes.notRunning : exitCodes.failed
}
