import { CommanderError } from 'commander'
import { AppError, toProblem } from '#shared/contract/problem.ts'
import { exitCodeOf } from './exit-codes.ts'
import { printable } from './printable.ts'
import type { Terminal } from './terminal.ts'

/** Tells an error on stderr, in words or as problem JSON, and returns the exit code that it stands for. */
export function complain(error: unknown, terminal: Terminal, asJson: boolean): number {
  // Help and version come as errors too; they have been printed already.
  if (error instanceof CommanderError && isHelp(error)) return exitCodeOf(error)
  const problem = toProblem(asAppError(error))
  terminal.complain(asJson ? `${JSON.stringify(problem)}\n` : `${printable(problem.detail)}\n`)
  terminal.tellStarter?.({ problem })
  return exitCodeOf(error)
}

const isHelp = ({ code }: CommanderError): boolean => code.startsWith('commander.help') || code === 'commander.version'

function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error
  if (error instanceof CommanderError) {
    return new AppError('bad-input', `${capitalised(error.message.replace(/^error: /, ''))}\nSee --help.`)
  }
  const words = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return new AppError('internal', `Creel failed where it should not have. Please report this: ${words}`)
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
