import type { Log } from '#main/core/ports.ts'
import { printableLine } from './printable.ts'

export const logLevels = ['debug', 'info', 'warn', 'error'] as const
export type LogLevel = (typeof logLevels)[number]

/** Writes events of a level and above, a line each: as JSON, or for people. */
export function createLog(level: LogLevel, asJson: boolean | undefined, write: (line: string) => void): Log {
  const tell = (at: LogLevel, event: string, fields: Record<string, unknown> = {}): void => {
    if (logLevels.indexOf(at) < logLevels.indexOf(level)) return
    const time = new Date().toISOString()
    const told = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, plain(value)]))
    write(`${asJson ? JSON.stringify({ time, level: at, event, ...told }) : line(time, at, event, told)}\n`)
  }
  return {
    debug: (event, fields) => tell('debug', event, fields),
    info: (event, fields) => tell('info', event, fields),
    warn: (event, fields) => tell('warn', event, fields),
    error: (event, fields) => tell('error', event, fields),
  }
}

const plain = (value: unknown): unknown => (value instanceof Error ? (value.stack ?? value.message) : value)

const line = (time: string, level: LogLevel, event: string, fields: Record<string, unknown>): string =>
  [time, level.padEnd(5), event, ...Object.entries(fields).map(([name, value]) => `${name}=${text(value)}`)].join(' ')

const text = (value: unknown): string => printableLine(typeof value === 'string' ? value : JSON.stringify(value))
