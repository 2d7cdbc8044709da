import type { Job } from './queue-worker.ts'
import { atOnce, load, serveQueue, store } from './queue-worker.ts'

type Fetched = { id: string; data: Job }[]
type PgBoss = {
  PgBoss: new (address: string) => {
    on: (event: 'error', listener: (error: Error) => void) => void
    start: () => Promise<unknown>
    createQueue: (name: string) => Promise<void>
    insert: (name: string, jobs: readonly { data: Job }[]) => Promise<unknown>
    fetch: (name: string, options: { batchSize: number }) => Promise<Fetched>
    complete: (name: string, ids: string[]) => Promise<unknown>
  }
}

const name = 'deliveries'
const batchSize = 200
const { PgBoss } = load('pg-boss') as PgBoss
const boss = new PgBoss(store)
boss.on('error', (error) => console.error(String(error)))
await boss.start()
await boss.createQueue(name)

// Batches, the next fetched while one is sent: with its `work()` it polls, and delivers a few hundred a second.
await serveQueue({
  fill: async (jobs) =>
    void (await boss.insert(
      name,
      jobs.map((data) => ({ data })),
    )),
  async work(count, deliver) {
    const completing: Promise<unknown>[] = []
    let next = boss.fetch(name, { batchSize })
    for (let done = 0; done < count;) {
      const batch = await next
      if (batch.length === 0) throw new Error(`${count - done} jobs are missing.`)
      next = boss.fetch(name, { batchSize })
      await deliverAll(batch, deliver)
      completing.push(
        boss.complete(
          name,
          batch.map(({ id }) => id),
        ),
      )
      done += batch.length
    }
    await Promise.all([next, ...completing])
  },
})

async function deliverAll(batch: Fetched, deliver: (job: Job) => Promise<void>): Promise<void> {
  const left = [...batch]
  const keepBusy = async (): Promise<void> => {
    for (let job = left.shift(); job; job = left.shift()) await deliver(job.data)
  }
  await Promise.all(Array.from({ length: atOnce }, keepBusy))
}
