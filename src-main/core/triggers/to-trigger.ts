import { RunState } from '#shared/model/run.ts'
import type { Trigger, TriggerFault } from '#shared/model/trigger.ts'
import type { TriggerNames } from '#shared/rules/describe-trigger.ts'
import { describeTrigger } from '#shared/rules/describe-trigger.ts'
import type { StoredTrigger } from '#main/core/database/stores/trigger-store.ts'

const time = (ms: number): string => new Date(ms).toISOString()

/** What is known of a trigger beside what is stored of it. */
export type TriggerFacts = {
  faults: TriggerFault[]
  names: TriggerNames
  runsToday: number
  last: { state: string; createdAt: number } | undefined
}

/** A stored trigger as the contract shows it. */
export const toTrigger = (stored: StoredTrigger, { faults, names, runsToday, last }: TriggerFacts): Trigger => ({
  ...stored.settings,
  id: stored.id,
  workspaceId: stored.workspaceId,
  enabled: stored.enabled === 1,
  version: stored.version,
  sentence: describeTrigger(stored.settings, names),
  faults,
  runsToday,
  lastRunAt: last ? time(last.createdAt) : null,
  lastRunState: last ? RunState.parse(last.state) : null,
  createdAt: time(stored.createdAt),
  updatedAt: time(stored.updatedAt),
  deletedAt: stored.deletedAt === null ? null : time(stored.deletedAt),
})
