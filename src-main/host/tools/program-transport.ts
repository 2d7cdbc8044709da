import { statSync } from 'node:fs'
import type { JSONRPCMessage, Transport } from '@modelcontextprotocol/client'
import type { ToolServerAddress } from '#main/core/ports.ts'
import { startProgram } from '#main/host/start-program.ts'
import { createLines } from './lines.ts'

/** A server that has been told that nothing more will come is given so long to end by itself. */
const patienceMs = 1_000
const keptComplaintLetters = 500

/** A way to a tool server; `fault` tells why it ended, where it did. */
export type ToolConnection = { transport: Transport; fault: () => string | null; close: (atOnce: boolean) => void }

/** Speaks with a program over its standard streams: a message a line (MCP 2025-06-18, “Transports”, stdio). */
export function connectProgram(
  { path, arguments: given, folder, environment }: Extract<ToolServerAddress, { kind: 'command' }>,
  mostBytes: number,
): ToolConnection {
  const { child, end } = startProgram(path, given, { environment, folder })
  let fault: string | null = null
  let complaints = ''
  const lines = createLines(mostBytes)
  const transport: Transport = {
    start: () =>
      new Promise((resolve, reject) => {
        child.once('spawn', resolve)
        child.once('error', reject)
      }),
    send: async (message) => void child.stdin.write(`${JSON.stringify(message)}\n`),
    // What it still owes is not waited for.
    close: async () => transport.onclose?.(),
  }
  child.stdout.on('data', (chunk: Buffer) => {
    for (const line of lines.take(chunk)) {
      const message = readMessage(line)
      if (message) transport.onmessage?.(message)
    }
    if (!lines.isTooLong()) return
    fault ??= `It wrote more than ${mostBytes / 1_000_000} MB at once.`
    end()
  })
  child.stderr.on('data', (chunk: Buffer) => {
    complaints = `${complaints}${chunk.toString()}`.slice(-keptComplaintLetters)
  })
  child.on('error', (error) => {
    fault ??= `It could not be started: ${faultOfFolder(folder) ?? error.message}.`
  })
  child.on('close', (exitCode, signal) => {
    fault ??= endedWords(exitCode ?? signal ?? 'nothing', complaints)
    transport.onclose?.()
  })
  return {
    transport,
    fault: () => fault,
    close(atOnce) {
      child.stdin.end()
      if (atOnce) end()
      else setTimeout(end, patienceMs).unref()
    },
  }
}

/** What is not there is told as missing of the program, also where it is the folder. */
const faultOfFolder = (folder: string | null): string | null =>
  folder === null || statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true
    ? null
    : `its folder ${folder} is not there`

function endedWords(how: number | string, complaints: string): string {
  const last = complaints.trim().split('\n').at(-1)?.trim() ?? ''
  return `It ended with ${how} before it answered${last === '' ? '.' : `: ${last}`}`
}

/** A message of the protocol; null: some servers log to where they answer. */
function readMessage(line: string): JSONRPCMessage | null {
  if (!line.startsWith('{')) return null
  try {
    return JSON.parse(line) as JSONRPCMessage
  } catch {
    return null
  }
}
