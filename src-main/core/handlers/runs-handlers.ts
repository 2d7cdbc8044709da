import { AppError } from '#shared/contract/problem.ts'
import { eventIdOfRequest } from '#shared/model/event.ts'
import { findRun, listActions, listRuns } from '#main/core/database/stores/run-store.ts'
import { requireEvent } from '#main/core/events/find-event.ts'
import { toRun, toRunRow } from '#main/core/triggers/to-run.ts'
import { traceEvent } from '#main/core/triggers/trace.ts'
import type { Handlers } from './handlers.ts'
import type { TriggersParts } from './triggers-parts.ts'
import { namesIn } from './triggers-parts.ts'

const aboveAllRuns = 'run_~'

export function runsHandlers(parts: TriggersParts): Pick<Handlers, Extract<keyof Handlers, `runs.${string}`>> {
  const { db, readers } = parts
  return {
    'runs.list': async ({ limit, cursor, ...which }, { workspaceId }) => {
      const rows = await listRuns(readers.heavy, { ...which, workspaceId, beforeId: cursor ?? aboveAllRuns, limit })
      return { items: rows.map(toRunRow), nextCursor: rows.length < limit ? null : (rows.at(-1)?.id ?? null) }
    },
    'runs.get': async ({ id }, { workspaceId }) => {
      const run = await findRun(db, workspaceId, id)
      if (!run) throw new AppError('run-not-found', `No run has the id ${id}. It may have been removed by retention.`)
      return toRun(run, await listActions(db, id), namesIn(parts, workspaceId))
    },
    'runs.trace': async ({ id }, { workspaceId }) => {
      const eventId = id.startsWith('req_') ? eventIdOfRequest(id) : id
      const { type, createdAt } = await requireEvent(db, workspaceId, eventId)
      const event = { id: eventId, type, at: Date.parse(createdAt) }
      return traceEvent({ db: readers.heavy, workspaceId, names: namesIn(parts, workspaceId) }, event)
    },
  }
}
