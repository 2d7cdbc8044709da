import type { RunProgram } from '#main/core/ports.ts'
import { startProgram } from './start-program.ts'

/** Runs programs to their end. After the time-out a program is asked to end, and is ended soon after that. */
export const runProgram: RunProgram = ({ path, arguments: given, input }, { timeoutMs, keepBytes, signal }) =>
  new Promise((resolve) => {
    const startedAt = performance.now()
    const { child, end } = startProgram(path, given)
    const chunks: Buffer[] = []
    let outputBytes = 0
    const take = (chunk: Buffer): void => {
      const room = keepBytes - outputBytes
      if (room > 0) chunks.push(chunk.subarray(0, room))
      outputBytes += chunk.length
    }
    const timer = setTimeout(end, timeoutMs)
    signal.addEventListener('abort', end, { once: true })
    if (signal.aborted) end()
    const settle = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
    }
    child.stdout.on('data', take)
    child.stderr.on('data', take)
    child.stdin.end(input)
    child.on('error', (error) => {
      settle()
      resolve({ kind: 'failed', message: error.message })
    })
    child.on('close', (exitCode, ended) => {
      settle()
      const tookMs = performance.now() - startedAt
      resolve({ kind: 'ended', exitCode, signal: ended, output: Buffer.concat(chunks), outputBytes, tookMs })
    })
  })
