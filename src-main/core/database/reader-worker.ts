import { setTimeout as pause } from 'node:timers/promises'
import { statSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { openReadOnly } from './open-read-only.ts'
import { createStatementCache, runOn } from './sqlite-dialect.ts'

/** Asks the worker to run a query. */
export type ReaderRequest = { id: number; sql: string; parameters: readonly unknown[] }
export type ReaderResponse =
  | { id: number; rows: unknown[] }
  | { id: number; error: { message: string; code: string | null } }

// Back-to-back long reads keep the checkpoint from ever finishing: the log grew by 100 MB in 2 s.
const longQueryMs = 20
const pauseMs = 50
const walWaitBytes = 64_000_000
const walWaitsAtMost = 40

const { file } = workerData as { file: string }
const db = openReadOnly(file)
const prepare = createStatementCache(db)
const queue: ReaderRequest[] = []
let isRunning = false

parentPort?.on('message', (request: ReaderRequest) => {
  queue.push(request)
  if (!isRunning) void runQueue()
})

async function runQueue(): Promise<void> {
  isRunning = true
  for (let next = queue.shift(); next; next = queue.shift()) {
    const startedAt = performance.now()
    parentPort?.postMessage(run(next))
    if (performance.now() - startedAt < longQueryMs) continue
    await pause(pauseMs)
    for (let waits = 0; waits < walWaitsAtMost && walBytes() > walWaitBytes; waits += 1) await pause(pauseMs)
  }
  isRunning = false
}

function run({ id, sql, parameters }: ReaderRequest): ReaderResponse {
  try {
    return { id, rows: runOn(prepare, sql, parameters).rows }
  } catch (error) {
    const { message, code } = error as { message: string; code?: string }
    return { id, error: { message, code: code ?? null } }
  }
}

const walBytes = (): number => statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0
