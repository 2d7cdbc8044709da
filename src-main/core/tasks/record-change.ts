import type { TaskChange, TaskHistoryKind } from '#shared/model/task.ts'
import type { Tx } from '#main/core/database/handles.ts'
import { insertTaskEvent, insertTaskHistory } from '#main/core/database/stores/task-history-store.ts'
import type { EventTable } from '#main/core/database/webhook-tables.ts'
import { publishWithin } from '#main/core/events/publish-within.ts'
import type { TaskEvent } from './task-events.ts'
import type { TaskWork } from './task-work.ts'

export type Happening = {
  taskId: string
  kind: TaskHistoryKind
  changes: TaskChange[]
  note: string | null
  events: readonly TaskEvent[]
}

/** Writes down what happened to a task, and publishes its events; what it answers is to be called after the commit. */
export async function recordChange(tx: Tx, work: TaskWork, happening: Happening): Promise<() => void> {
  const { workspaceId, author, now } = work
  const { taskId, kind, changes, note, events } = happening
  const historySeq = await insertTaskHistory(tx, {
    workspaceId,
    taskId,
    at: now,
    kind,
    actor: author.actor && JSON.stringify(author.actor),
    via: author.via,
    changes: JSON.stringify(changes),
    note,
  })
  const handOvers: (() => void)[] = []
  for (const event of events) {
    const row = toRow(work, event)
    handOvers.push(await publishWithin(tx, work.plan, row))
    await insertTaskEvent(tx, { eventId: row.id, workspaceId, taskId, historySeq, type: row.type })
  }
  return () => {
    for (const handOver of handOvers) handOver()
    work.changed([taskId])
  }
}

const toRow = ({ makeId, workspaceId, now, author }: TaskWork, { type, data }: TaskEvent): EventTable => ({
  id: makeId('event'),
  workspaceId,
  type,
  version: 1,
  source: `tasks/${author.via}`,
  time: now,
  data: JSON.stringify(data),
  metadata: JSON.stringify({
    ...author.metadata,
    ...(author.actor && { actorId: author.actor.id }),
    via: author.via,
    ...(author.requestId !== null && { requestId: author.requestId }),
  }),
  priority: 0,
  dedupeKey: null,
  idempotencyKey: null,
  digest: null,
  createdAt: now,
  ...(author.cause && { cause: JSON.stringify(author.cause), causeRunId: author.cause.runId }),
})
