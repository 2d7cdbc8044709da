import type { Job } from './queue-worker.ts'
import { atOnce, load, serveQueue, store } from './queue-worker.ts'

type Bullmq = {
  Queue: new (
    name: string,
    options: object,
  ) => {
    addBulk: (jobs: readonly { name: string; data: Job }[]) => Promise<unknown>
  }
  Worker: new (
    name: string,
    process: (job: { data: Job }) => Promise<void>,
    options: object,
  ) => { on: (event: 'completed', listener: () => void) => void; close: () => Promise<void> }
}

const { Queue, Worker } = load('bullmq') as Bullmq
const connection = { host: '127.0.0.1', port: Number(new URL(store).port), maxRetriesPerRequest: null }
const queue = new Queue('deliveries', { connection })
const addAtOnce = 500

// Done jobs are kept, as it does where nothing else is said.
await serveQueue({
  async fill(jobs) {
    for (let first = 0; first < jobs.length; first += addAtOnce) {
      await queue.addBulk(jobs.slice(first, first + addAtOnce).map((data) => ({ name: 'deliver', data })))
    }
  },
  async work(count, deliver) {
    const { promise, resolve } = Promise.withResolvers<void>()
    const worker = new Worker('deliveries', ({ data }) => deliver(data), { connection, concurrency: atOnce })
    let completed = 0
    worker.on('completed', () => {
      completed += 1
      if (completed === count) resolve()
    })
    await promise
    await worker.close()
  },
})
