import { Worker } from 'node:worker_threads'
import { Kysely } from 'kysely'
import type { QueryResult } from 'kysely'
import type { Readers } from './handles.ts'
import { openReadOnly } from './open-read-only.ts'
import type { ReaderRequest, ReaderResponse } from './reader-worker.ts'
import { createStatementCache, dialectOver, runOn } from './sqlite-dialect.ts'
import type { Tables } from './tables.ts'

/** Opens the handles for reading: one on this thread for rows by key, one in a worker for everything longer. */
export async function openReaders(file: string, workerFile: URL): Promise<Readers & { close: () => Promise<void> }> {
  const connection = openReadOnly(file)
  const prepare = createStatementCache(connection)
  const worker = startReaderWorker(file, workerFile)
  return {
    quick: new Kysely<Tables>({ dialect: dialectOver(async (sql, parameters) => runOn(prepare, sql, parameters)) }),
    heavy: new Kysely<Tables>({ dialect: dialectOver(worker.run) }),
    async close() {
      connection.close()
      await worker.stop()
    },
  }
}

type Waiting = { resolve: (result: QueryResult<unknown>) => void; reject: (error: Error) => void }

// The worker starts with the first query: most of its memory is spared where nobody searches.
function startReaderWorker(file: string, workerFile: URL) {
  const waiting = new Map<number, Waiting>()
  let worker: Worker | null = null
  let lastId = 0

  const failAll = (error: Error): void => {
    worker = null
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }
  const receive = (response: ReaderResponse): void => {
    const query = waiting.get(response.id)
    waiting.delete(response.id)
    if (waiting.size === 0) worker?.unref()
    if ('rows' in response) query?.resolve({ rows: response.rows })
    else query?.reject(Object.assign(new Error(response.error.message), { code: response.error.code }))
  }
  const start = (): Worker => {
    const started = new Worker(workerFile, { workerData: { file } })
    started.on('message', receive)
    // One that broke ends after its successor has begun, whose queries are not its own.
    const end = (error: Error): void => {
      if (worker === started) failAll(error)
    }
    started.on('error', end)
    started.on('exit', () => end(new Error('The reader stopped.')))
    return started
  }

  return {
    run: (sql: string, parameters: readonly unknown[]) =>
      new Promise<QueryResult<unknown>>((resolve, reject) => {
        worker ??= start()
        worker.ref()
        lastId += 1
        waiting.set(lastId, { resolve, reject })
        worker.postMessage({ id: lastId, sql, parameters } satisfies ReaderRequest)
      }),
    async stop() {
      await worker?.terminate()
    },
  }
}
