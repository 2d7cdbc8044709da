import type { Event } from '#shared/model/event.ts'
import type { Reader } from '#main/core/database/handles.ts'
import { listRunTimes } from '#main/core/database/stores/run-store.ts'
import type { RoutedFields } from '#main/core/database/stores/request-writes.ts'
import type { RunWrites } from '#main/core/database/stores/run-writes.ts'
import type { EventPlan } from '#main/core/events/publish-event.ts'
import type { MakeId } from '#main/core/make-id.ts'
import type { Clock } from '#main/core/ports.ts'
import type { KeptRequest } from '#main/core/requests/kept-request.ts'
import { eventToRun, requestToRun } from './events-to-run.ts'
import type { EventToRun, PlannedRun } from './plan-runs.ts'
import { planRuns } from './plan-runs.ts'
import { createRunLimits } from './run-limits.ts'
import type { TriggerRegistry } from './trigger-registry.ts'

const hourMs = 3_600_000

export type TriggersParts = {
  db: Reader
  clock: Clock
  makeId: MakeId
  registry: TriggerRegistry
  writes: RunWrites
  /** Takes runs that are on disk. */
  run: (planned: readonly PlannedRun[]) => void
}

/** Plans what triggers have to do. */
export type Triggers = {
  /** What an accepted request makes triggers do. Without triggers it costs nothing. */
  planRequest: (kept: KeptRequest, fields: RoutedFields) => EventPlan
  /** What an event that is no request makes them do. */
  planEvent: (event: Event) => EventPlan
  /** Learns how often triggers have run in this hour. */
  load: () => Promise<void>
}

const nothing: EventPlan = { store: () => undefined, handOver: () => undefined }

export function createTriggers({ db, clock, makeId, registry, writes, run }: TriggersParts): Triggers {
  const limits = createRunLimits()

  const plan = (event: EventToRun): EventPlan => {
    const candidates = registry.taking(event.workspaceId, event.type)
    if (candidates.length === 0) return nothing
    const planned = planRuns(event, candidates, { makeId, limits, now: clock.now() })
    let stored: PlannedRun[] = []
    return {
      store() {
        stored = writes.plan(planned)
      },
      handOver: () => run(stored),
    }
  }

  return {
    planRequest: (kept, fields) =>
      registry.isEmpty() || kept.state !== 'accepted' ? nothing : plan(requestToRun(kept, fields)),
    planEvent: (event) => (registry.isEmpty() ? nothing : plan(eventToRun(event))),
    async load() {
      const times = new Map<string, number[]>()
      for (const { triggerId, createdAt } of await listRunTimes(db, clock.now() - hourMs)) {
        const known = times.get(triggerId)
        if (known) known.push(createdAt)
        else times.set(triggerId, [createdAt])
      }
      limits.load(times)
    },
  }
}
