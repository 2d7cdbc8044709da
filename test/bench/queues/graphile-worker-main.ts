import type { Job } from './queue-worker.ts'
import { atOnce, load, serveQueue, store } from './queue-worker.ts'

type Graphile = {
  makeWorkerUtils: (options: { connectionString: string }) => Promise<{
    migrate: () => Promise<void>
    addJobs: (jobs: readonly { identifier: string; payload: Job }[]) => Promise<unknown>
  }>
  run: (options: object) => Promise<{ stop: () => Promise<void> }>
}

const { makeWorkerUtils, run } = load('graphile-worker') as Graphile
const utils = await makeWorkerUtils({ connectionString: store })
await utils.migrate()

// The fastest that its documents tell of: jobs fetched ahead, and completed in batches.
const worker = {
  connectionString: store,
  concurrentJobs: atOnce,
  localQueue: { size: 500 },
  completeJobBatchDelay: 0,
  failJobBatchDelay: 0,
}

await serveQueue({
  fill: async (jobs) => void (await utils.addJobs(jobs.map((payload) => ({ identifier: 'deliver', payload })))),
  async work(count, deliver) {
    const { promise, resolve } = Promise.withResolvers<void>()
    let delivered = 0
    const runner = await run({
      preset: { worker },
      noHandleSignals: true,
      taskList: {
        async deliver(payload: unknown) {
          await deliver(payload as Job)
          delivered += 1
          if (delivered === count) resolve()
        },
      },
    })
    await promise
    await runner.stop()
  },
})
