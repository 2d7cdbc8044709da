import { Worker } from 'node:worker_threads'
import type { ResultOf, RunInSandbox, SandboxAnswer, SandboxJob } from '#main/core/sandbox/sandbox.ts'
import { createFairQueue } from './fair-queue.ts'
import type { SandboxData, SandboxRequest, SandboxResponse } from './sandbox-worker.ts'

/** So long a job may take, by its own count and until its thread is killed: that is gone before 500 ms have passed. */
export const usualLimits = { limitMs: 150, deadlineMs: 300 }
/** A thread that is not ready by then will never be. */
const readyMs = 30_000
const maxWaiting = 1_000

/** The heap of the thread. Beyond it the thread ends, not Creel. */
const resourceLimits = { maxOldGenerationSizeMb: 96, maxYoungGenerationSizeMb: 16, stackSizeMb: 4 }

export type SandboxOptions = {
  /** The file of the thread. */
  workerFile: URL
  /** How long a job may take by its own count, and until its thread is killed. */
  limits?: { limitMs: number; deadlineMs: number }
  /** Told of each thread that is lost, with why. */
  lost: (reason: string) => void
}

type Answer = SandboxAnswer<ResultOf<SandboxJob>>
type Waiting = { job: SandboxJob; answer: (answer: Answer) => void }

/**
 * A thread for what people wrote, started by the first job and kept: it does one job after another, and is killed with
 * the one that takes too long or breaks it. Another one takes its place at once.
 */
export function createSandbox({ workerFile, limits = usualLimits, lost }: SandboxOptions): {
  run: RunInSandbox
  close: () => Promise<void>
} {
  const queue = createFairQueue<Waiting>(maxWaiting)
  let thread: Thread | null = null
  // Once one was lost, others will be: the next is not to wait until another has started.
  let spare: Thread | null = null
  let isClosed = false

  const open = (): Thread => {
    const opened = startThread(workerFile, limits, {
      free: pump,
      ended(reason, current) {
        const wasSpare = spare === opened
        if (wasSpare) spare = null
        if (thread === opened) thread = null
        current?.answer({ kind: 'stopped', reason })
        if (isClosed) return
        lost(reason)
        if (wasSpare) return
        // Where none can start, what waits is told at once.
        if (!opened.wasReady()) for (const { answer } of queue.takeAll()) answer({ kind: 'stopped', reason })
        else replace()
      },
    })
    return opened
  }
  const replace = (): void => {
    thread = spare ?? open()
    spare = open()
    pump()
  }
  const pump = (): void => {
    if (!thread?.isFree()) return
    const next = queue.next()
    if (next) thread.take(next)
  }

  return {
    run: <Job extends SandboxJob>(owner: string, job: Job) =>
      new Promise<SandboxAnswer<ResultOf<Job>>>((resolve) => {
        // One place where TypeScript cannot follow that the answer belongs to the job.
        const answer = resolve as (answer: Answer) => void
        if (isClosed || !queue.add(owner, { job, answer })) return answer({ kind: 'busy' })
        thread ??= open()
        pump()
      }),
    async close() {
      isClosed = true
      for (const { answer } of queue.takeAll()) answer({ kind: 'busy' })
      await Promise.all([thread?.end('Creel stops.'), spare?.end('Creel stops.')])
    },
  }
}

type Thread = {
  isFree: () => boolean
  wasReady: () => boolean
  take: (waiting: Waiting) => void
  end: (reason: string) => Promise<void>
}

type ThreadEvents = { free: () => void; ended: (reason: string, current: Waiting | null) => void }

function startThread(
  workerFile: URL,
  { limitMs, deadlineMs }: typeof usualLimits,
  { free, ended }: ThreadEvents,
): Thread {
  // Without environment and arguments: there is nothing to find in them. What it prints goes nowhere.
  const workerData: SandboxData = { limitMs }
  const options = { env: {}, argv: [], execArgv: [], stdout: true, stderr: true, resourceLimits, workerData }
  const worker = new Worker(workerFile, options)
  worker.stdout.resume()
  worker.stderr.resume()
  let current: Waiting | null = null
  let isReady = false
  let isOver = false

  const end = async (reason: string): Promise<void> => {
    if (isOver) return
    isOver = true
    clearTimeout(timer)
    await worker.terminate()
    ended(reason, current)
  }
  // Where Creel itself was held up, its answer may have come meanwhile and is read first.
  const kill = (): void =>
    void setImmediate((late) => {
      if (late === current) void end(`It took longer than ${deadlineMs} ms and was stopped.`)
    }, current)
  const waitForLoading = (): NodeJS.Timeout =>
    setTimeout(() => void end(`Its thread did not get ready within ${readyMs} ms.`), readyMs).unref()
  let timer = waitForLoading()

  worker.on('message', (response: SandboxResponse) => {
    if (isOver) return
    clearTimeout(timer)
    if (response.kind === 'begun') {
      timer = setTimeout(kill, deadlineMs)
      return
    }
    worker.unref()
    isReady = true
    const done = current
    current = null
    if (response.kind === 'done') done?.answer({ kind: 'done', result: response.result })
    free()
  })
  worker.on('error', (error: Error & { code?: string }) => {
    const isMemory = error.code === 'ERR_WORKER_OUT_OF_MEMORY'
    void end(isMemory ? 'It needed too much memory and was stopped.' : `It broke its thread: ${error.message}.`)
  })
  worker.on('exit', () => void end('Its thread ended.'))

  return {
    isFree: () => isReady && !isOver && current === null,
    wasReady: () => isReady,
    take(waiting) {
      current = waiting
      worker.ref()
      timer = waitForLoading()
      worker.postMessage({ job: waiting.job } satisfies SandboxRequest)
    },
    end,
  }
}
