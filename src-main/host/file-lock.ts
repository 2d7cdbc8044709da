import { mkdir, rename, rm, stat } from 'node:fs/promises'
import { randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { AppError } from '#shared/contract/problem.ts'

/**
 * The lock that task-master-ai 0.43 takes on its tasks.json: `<file>.lock` beside it. One part of it makes a folder there
 * (proper-lockfile, stale after 10 s), another one a file (`wx`, stale after 10 s); either keeps the other out, and us.
 */
const staleAfterMs = 10_000
const waitAtMostMs = 15_000
const askAgainMs = { least: 10, spread: 40 }

/** Does something while no other program holds the lock of a file. Throws `conflict` where it is not to be had. */
export async function withLock<Value>(
  file: string,
  work: (isHeld: () => Promise<boolean>) => Promise<Value>,
): Promise<Value> {
  const lock = `${file}.lock`
  const mark = await take(lock)
  const isHeld = async (): Promise<boolean> => (await markOf(lock)) === mark
  try {
    return await work(isHeld)
  } finally {
    if (await isHeld()) await rm(lock, { recursive: true, force: true })
  }
}

async function take(lock: string): Promise<string> {
  const giveUpAt = performance.now() + waitAtMostMs
  while (performance.now() < giveUpAt) {
    try {
      await mkdir(lock)
      return (await markOf(lock)) ?? ''
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    if (await isStale(lock)) await putAside(lock)
    else await pause(askAgainMs.least + Math.random() * askAgainMs.spread)
  }
  throw new AppError(
    'conflict',
    `Another program has held ${lock} for ${waitAtMostMs / 1000} s. It is tried again; should no program be at work there, remove it.`,
  )
}

/** Tells one lock from another that takes its place. */
const markOf = (lock: string): Promise<string | null> =>
  stat(lock, { bigint: true }).then(
    ({ ino, birthtimeNs }) => `${ino}-${birthtimeNs}`,
    () => null,
  )

const isStale = (lock: string): Promise<boolean> =>
  stat(lock).then(
    ({ mtimeMs }) => Date.now() - mtimeMs > staleAfterMs,
    () => false,
  )

/** Whoever held it has ended without giving it back. Renamed first: two that find it stale must not both remove one. */
async function putAside(lock: string): Promise<void> {
  const aside = `${lock}.stale-${randomBytes(6).toString('hex')}`
  await rename(lock, aside).catch(() => undefined)
  await rm(aside, { recursive: true, force: true })
}
