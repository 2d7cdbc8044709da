import { spawn } from 'node:child_process'
import type { RunProgram } from '#main/core/ports.ts'

/** After the time-out a program is asked to end; after this long more it is ended. */
const graceMs = 2_000

/** Runs programs as children of this process, with its environment but for Creel's own token. */
export const runProgram: RunProgram = ({ path, arguments: given, input }, { timeoutMs, keepBytes, signal }) =>
  new Promise((resolve) => {
    const startedAt = performance.now()
    const { CREEL_TOKEN: _, ...env } = process.env
    const child = spawn(path, [...given], { env, shell: false, windowsHide: true, stdio: ['pipe', 'pipe', 'pipe'] })
    const chunks: Buffer[] = []
    let outputBytes = 0
    const take = (chunk: Buffer): void => {
      const room = keepBytes - outputBytes
      if (room > 0) chunks.push(chunk.subarray(0, room))
      outputBytes += chunk.length
    }
    const end = (): void => {
      child.kill('SIGTERM')
      setTimeout(() => child.kill('SIGKILL'), graceMs).unref()
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
    // A program need not read what it is given.
    child.stdin.on('error', () => undefined)
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
