import { expect } from 'vitest'
import type { RunRow } from '#shared/model/run.ts'
import type { RunningService } from './service.ts'

/** The runs of a trigger, newest first. */
export const runsOf = async (creel: RunningService, id: string): Promise<RunRow[]> =>
  (await creel.call('triggers.runs', { id })).items

/** Waits until so many runs of a trigger have ended. */
export const ended = async (creel: RunningService, id: string, count: number): Promise<RunRow[]> => {
  await expect
    .poll(async () => (await runsOf(creel, id)).filter(({ endedAt }) => endedAt !== null).length, { timeout: 10_000 })
    .toBe(count)
  return runsOf(creel, id)
}
