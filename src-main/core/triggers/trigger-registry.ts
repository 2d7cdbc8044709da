import type { Reader } from '#main/core/database/handles.ts'
import { listEnabledTriggers } from '#main/core/database/stores/trigger-store.ts'
import type { EventTypeIndex } from '#main/core/rules/event-type-index.ts'
import { createEventTypeIndex } from '#main/core/rules/event-type-index.ts'
import { compileExpressions } from './compile-expressions.ts'
import type { LiveTrigger } from './live-trigger.ts'

/** All triggers that are on, in memory and by the types of events that they take. */
export type TriggerRegistry = {
  byId: (id: string) => LiveTrigger | undefined
  /** Those of a workspace that take a type, oldest first. */
  taking: (workspaceId: string, type: string) => readonly LiveTrigger[]
  /** True where nothing could be planned: the hot path asks this first. */
  isEmpty: () => boolean
  /** Reads everything anew; called after each change of a trigger. */
  reload: () => Promise<void>
}

export function createTriggerRegistry(db: Reader): TriggerRegistry {
  let triggers = new Map<string, LiveTrigger>()
  let indexes = new Map<string, EventTypeIndex<LiveTrigger>>()

  return {
    byId: (id) => triggers.get(id),
    taking: (workspaceId, type) => indexes.get(workspaceId)?.find(type) ?? [],
    isEmpty: () => triggers.size === 0,
    async reload() {
      const live: LiveTrigger[] = []
      for (const { id, workspaceId, version, settings } of await listEnabledTriggers(db)) {
        live.push({ id, workspaceId, version, settings, expressions: await compileExpressions(settings.condition) })
      }
      triggers = new Map(live.map((trigger) => [trigger.id, trigger]))
      const byWorkspace = Map.groupBy(live, ({ workspaceId }) => workspaceId)
      indexes = new Map(
        [...byWorkspace].map(([id, some]) => [id, createEventTypeIndex(some, ({ settings }) => settings.events)]),
      )
    },
  }
}
