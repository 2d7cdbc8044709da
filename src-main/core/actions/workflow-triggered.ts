import type { RunState } from '#shared/model/run.ts'
import type { Tx } from '#main/core/database/handles.ts'
import { findTask } from '#main/core/database/stores/task-store.ts'
import { publishWithin } from '#main/core/events/publish-within.ts'
import { taskData } from '#main/core/tasks/task-events.ts'
import { toTask } from '#main/core/tasks/to-task.ts'
import { causeOf } from '#main/core/triggers/run-chain.ts'
import type { AdvanceParts, RunUnderWay } from './advance-run.ts'

const type = 'workflow.triggered'

/**
 * Tells others that a trigger has run; what is to be done after the commit. A run on such an event is not told of:
 * triggers that take every type would tell each other without end.
 */
export async function workflowTriggered(
  tx: Tx,
  { clock, makeId, plan }: AdvanceParts,
  { run, chain, found, name, state, taskId }: RunUnderWay & { name: string; state: RunState; taskId: string | null },
): Promise<(() => void)[]> {
  if (run.eventType === type) return []
  const now = clock.now()
  const task = taskId === null ? undefined : await findTask(tx, run.workspaceId, taskId)
  const workflow = { id: run.triggerId, name, runId: run.id, outcome: state }
  const handOver = await publishWithin(tx, plan, {
    id: makeId('event'),
    workspaceId: run.workspaceId,
    type,
    version: 1,
    source: `trigger/${run.triggerId}`,
    time: now,
    data: JSON.stringify({ workflow, task: task ? taskData(toTask(task)) : null }),
    metadata: JSON.stringify(found?.event.metadata.isTest === true ? { isTest: true } : {}),
    priority: 0,
    dedupeKey: null,
    idempotencyKey: null,
    digest: null,
    createdAt: now,
    cause: JSON.stringify(causeOf(run, chain, null)),
    causeRunId: run.id,
  })
  return [handOver]
}
