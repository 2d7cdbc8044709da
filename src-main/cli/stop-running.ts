import { setTimeout as pause } from 'node:timers/promises'
import { readControlFile } from '#main/connect/control-file.ts'
import { isAlive, requireRunning } from '#main/connect/find-running.ts'
import { AppError } from '#shared/contract/problem.ts'

const stopWithinMs = 5_000
const lookEveryMs = 50

/** Ends the Creel of a data folder and waits until it has; the result is the id that its process had. */
export async function stopRunning(home: string): Promise<number> {
  const { processId } = await requireRunning(home)
  process.kill(processId, 'SIGTERM')
  for (let waitedMs = 0; waitedMs < stopWithinMs; waitedMs += lookEveryMs) {
    // A process that nobody has buried yet still counts as alive; its file is gone by then.
    if (!isAlive(processId) || readControlFile(home)?.processId !== processId) return processId
    await pause(lookEveryMs)
  }
  throw new AppError(
    'conflict',
    `Creel (process ${processId}) has not ended within ${stopWithinMs / 1000} seconds. End that process by other means.`,
  )
}
