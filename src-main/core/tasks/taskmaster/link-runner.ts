import { AppError } from '#shared/contract/problem.ts'
import type { StoredLink } from '#main/core/database/stores/taskmaster-store.ts'
import type { Clock, Log } from '#main/core/ports.ts'
import { createNextRun } from './next-run.ts'
import { standardPlaces } from './places.ts'
import type { SyncParts } from './sync-link.ts'
import { syncLink } from './sync-link.ts'

/** How a link fares. */
export type LinkState = { isRunning: boolean; problem: string | null; syncedAt: number | null }

/** Keeps one link in sync. */
export type LinkRunner = {
  state: () => LinkState
  /** Syncs soon, once however often it is asked. */
  ask: () => void
  /** Syncs now; settles when it is over, well or not. */
  run: () => Promise<void>
  stop: () => Promise<void>
}

export type RunnerParts = SyncParts & { clock: Clock; log: Log; changed: () => void }

const askedTogetherMs = 100
/** What the watcher has missed is found so often. */
const lookEveryMs = 60_000
const retryAfterMs = 5_000

export function createLinkRunner(parts: RunnerParts, link: StoredLink): LinkRunner {
  const { clock, log, files, changed } = parts
  let current: LinkState = { isRunning: false, problem: null, syncedAt: link.syncedAt }
  let watched = { file: '', end: (): void => {} }
  let last: Promise<void> = Promise.resolve()
  let isStopped = false

  const set = (changes: Partial<LinkState>): void => {
    current = { ...current, ...changes }
    changed()
  }
  // What is to come sooner stays: it may be of a change that the sync under way came too early for.
  const next = createNextRun(clock, () => void run())
  const later = (delayMs: number): void => {
    if (!isStopped) next.after(delayMs)
  }
  const watch = (file: string): void => {
    if (watched.file === file) return
    watched.end()
    watched = { file, end: files.watch(file, () => later(askedTogetherMs)) }
  }
  const once = async (): Promise<void> => {
    if (isStopped) return
    const before = current.problem
    current = { ...current, isRunning: true }
    try {
      const file = await findFile(parts, link)
      watch(file)
      await syncLink(parts, { ...link, syncedAt: current.syncedAt }, file)
      const isNews = before !== null || current.syncedAt === null
      current = { isRunning: false, problem: null, syncedAt: clock.now() }
      if (isNews) changed()
      later(lookEveryMs)
    } catch (error) {
      const problem = problemOf(error)
      if (problem !== before) log.warn('taskmaster.sync-failed', { link: link.id, error: String(error) })
      set({ isRunning: false, problem })
      later(retryAfterMs)
    }
  }
  const run = (): Promise<void> => {
    next.cancel()
    last = last.then(once)
    return last
  }
  return {
    state: () => current,
    ask: () => later(askedTogetherMs),
    run,
    async stop() {
      isStopped = true
      next.cancel()
      watched.end()
      await last
    },
  }
}

/** Taskmaster’s file in a folder. Throws `bad-folder`. */
export async function findFile(
  { files }: Pick<SyncParts, 'files'>,
  { folder }: Pick<StoredLink, 'folder'>,
): Promise<string> {
  const file = await files.findFirst(standardPlaces(folder))
  if (file !== null) return file
  throw new AppError(
    'bad-folder',
    `There is no Taskmaster file in ${folder}: neither .taskmaster/tasks/tasks.json nor tasks/tasks.json. Make one with task-master init and a first task.`,
  )
}

const problemOf = (error: unknown): string =>
  error instanceof AppError ? error.message : `The tasks could not be brought together: ${String(error)}.`
