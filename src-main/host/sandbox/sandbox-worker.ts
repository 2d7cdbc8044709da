import { parentPort, workerData } from 'node:worker_threads'
import type { ResultOf, SandboxJob } from '#main/core/sandbox/sandbox.ts'
import { prepareJob, runJob } from './run-job.ts'

/** What the thread is sent, and what it sends back for it. */
export type SandboxRequest = { job: SandboxJob }
export type SandboxResponse =
  | { kind: 'ready' }
  /** All is loaded that the job needs: its time begins. */
  | { kind: 'begun' }
  | { kind: 'done'; result: ResultOf<SandboxJob> }

/** How long a job may take by its own count. */
export type SandboxData = { limitMs: number }

const { limitMs } = workerData as SandboxData

const say = (response: SandboxResponse): void => parentPort?.postMessage(response)

// What a job throws takes the thread down: whoever started it starts another.
const answer = async ({ job }: SandboxRequest): Promise<void> => {
  await prepareJob(job)
  say({ kind: 'begun' })
  say({ kind: 'done', result: await runJob(job, limitMs) })
}

parentPort?.on('message', (request: SandboxRequest) => void answer(request))
say({ kind: 'ready' })
