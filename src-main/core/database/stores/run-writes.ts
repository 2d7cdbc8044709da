import type { Database } from 'better-sqlite3'
import type { PlannedRun } from '#main/core/triggers/plan-runs.ts'

/** The statements of planning runs, prepared once. They run inside a turn of the writer. */
export type RunWrites = {
  /** Stores runs with their actions; answers those that are new: one event meets one trigger once. */
  plan: (planned: readonly PlannedRun[]) => PlannedRun[]
}

const insertRun = `
  insert into run (id, workspaceId, triggerId, triggerVersion, eventId, eventType, requestId, state, stopped, reason,
    chain, createdAt, endedAt)
  values (@id, @workspaceId, @triggerId, @triggerVersion, @eventId, @eventType, @requestId, @state, @stopped, @reason,
    @chain, @createdAt, @endedAt)
  on conflict do nothing`

const insertAction = `
  insert into "action" (id, workspaceId, runId, position, kind, settings, state)
  values (@id, @workspaceId, @runId, @position, @kind, @settings, @state)`

export function prepareRunWrites(db: Database): RunWrites {
  const run = db.prepare(insertRun)
  const action = db.prepare(insertAction)
  return {
    plan: (planned) =>
      planned.filter((one) => {
        if (run.run(one.run).changes === 0) return false
        for (const row of one.actions) action.run(row)
        return true
      }),
  }
}
