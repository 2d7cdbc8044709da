import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pinned } from './pinning.ts'
import { wrkScript } from './wrk-script.ts'

/** What is sent: POSTs, as fast as they are answered. The body is `head`, a number that is never the same, `tail`. */
export type Load = {
  connections: number
  seconds: number
  headers: Readonly<Record<string, string>>
  body: { head: string; tail: string }
}

/** What came of it. `failed`: no 2xx, or no answer. */
export type LoadResult = { completed: number; failed: number; perSecond: number; p50Ms: number; p99Ms: number }

const hasWrk = spawnSync('wrk', ['--version']).error === undefined

export const generatorWords = hasWrk ? 'wrk (1 thread)' : 'our own generator on undici: wrk was not found'

/** Loads one address from a process of its own. */
export async function load(url: string, given: Load): Promise<LoadResult> {
  if (!hasWrk) {
    const generator = join(import.meta.dirname, 'own-generator.ts')
    return JSON.parse(await run(process.execPath, [generator, JSON.stringify({ url, load: given })])) as LoadResult
  }
  const folder = mkdtempSync(join(tmpdir(), 'creel-bench-'))
  try {
    const script = join(folder, 'load.lua')
    writeFileSync(script, wrkScript(given))
    const args = ['-t', '1', '-c', String(given.connections), '-d', `${given.seconds}s`, '-s', script, url]
    const output = await run('wrk', args)
    return JSON.parse(output.slice(output.lastIndexOf('\n{'))) as LoadResult
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function run(command: string, args: readonly string[]): Promise<string> {
  const child = spawn(...pinned('generator', command, args), { stdio: ['ignore', 'pipe', 'inherit'] })
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString()
  })
  child.once('error', reject)
  child.once('close', (code) => (code === 0 ? resolve(output) : reject(new Error(`${command} ended with ${code}.`))))
  return promise
}
