import type { RunState } from '#shared/model/run.ts'
import { causeOf } from '#main/core/triggers/run-chain.ts'
import type { AdvanceParts, RunUnderWay } from './advance-run.ts'

const type = 'workflow.triggered'

/**
 * Tells others that a trigger has run; what is to be done after the commit. A run on such an event is not told of:
 * triggers that take every type would tell each other without end.
 */
export function workflowTriggered(
  { clock, makeId, publisher }: AdvanceParts,
  { run, chain, found, name, state }: RunUnderWay & { name: string; state: RunState },
): (() => void)[] {
  if (run.eventType === type) return []
  const now = clock.now()
  const workflow = { id: run.triggerId, name, runId: run.id, outcome: state }
  const { handOver } = publisher.publishInside({
    id: makeId('event'),
    workspaceId: run.workspaceId,
    type,
    version: 1,
    source: `trigger/${run.triggerId}`,
    time: now,
    data: JSON.stringify({ workflow, task: null }),
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
