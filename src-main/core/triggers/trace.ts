import type { Trace, TraceNode } from '#shared/model/trace.ts'
import type { ActionResult } from '#shared/model/run.ts'
import { eventIdOfRequest, requestIdOfEvent } from '#shared/model/event.ts'
import type { TriggerNames } from '#shared/rules/describe-trigger.ts'
import type { Reader } from '#main/core/database/handles.ts'
import {
  listAttempts,
  listDeliveriesOfActions,
  listDeliveriesOfEvent,
  listDeliveriesOf,
} from '#main/core/database/stores/delivery-store.ts'
import type { StoredDelivery } from '#main/core/database/stores/delivery-store.ts'
import { listEventsCausedBy } from '#main/core/database/stores/event-store.ts'
import { findRequest } from '#main/core/database/stores/request-store.ts'
import { listActions, listRuns } from '#main/core/database/stores/run-store.ts'
import type { StoredAction, StoredRun } from '#main/core/database/stores/run-store.ts'
import { toActionRun, toRunRow } from './to-run.ts'

/** A trace with more steps is cut: nobody reads it, and somebody could make it grow without end. */
const nodesAtMost = 500
const runsAtMost = 200

const time = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString())

type Tracing = { db: Reader; workspaceId: string; names: TriggerNames; left: { nodes: number }; seen: Set<string> }

type EventToTrace = { id: string; type: string; at: number | null }

/** All that followed from an event, as a tree. */
export async function traceEvent(
  { db, workspaceId, names }: Pick<Tracing, 'db' | 'workspaceId' | 'names'>,
  event: EventToTrace,
): Promise<Trace> {
  const tracing: Tracing = { db, workspaceId, names, left: { nodes: nodesAtMost }, seen: new Set() }
  const request = await findRequest(db, workspaceId, requestIdOfEvent(event.id))
  const node = await eventNode(tracing, event)
  const root: TraceNode =
    request && eventIdOfRequest(request.id) === event.id
      ? {
          kind: 'request',
          id: request.id,
          title: `${request.method} ${request.target.slice(request.pathStart) || '/'}`,
          detail: request.summary,
          state: request.verificationState,
          at: time(request.receivedAt),
          children: [...(await sentOn(tracing, request.id)), node],
        }
      : node
  return { root, nodes: nodesAtMost - tracing.left.nodes, isCut: tracing.left.nodes <= 0 }
}

/** What a request was sent on to, by its source or by a person. */
async function sentOn(tracing: Tracing, requestId: string): Promise<TraceNode[]> {
  const nodes: TraceNode[] = []
  for (const delivery of await listDeliveriesOf(tracing.db, requestId)) {
    if (delivery.eventId === null && delivery.actionId === null) nodes.push(await deliveryNode(tracing, delivery))
  }
  return nodes
}

async function eventNode(tracing: Tracing, { id, type, at }: EventToTrace): Promise<TraceNode> {
  const { db, workspaceId, left, seen } = tracing
  const node: TraceNode = { kind: 'event', id, title: type, detail: null, state: null, at: time(at), children: [] }
  left.nodes -= 1
  if (left.nodes <= 0 || seen.has(id)) return node
  seen.add(id)
  const runs = await listRuns(db, { workspaceId, eventId: id, beforeId: 'run_~', limit: runsAtMost })
  for (const delivery of await listDeliveriesOfEvent(db, id)) {
    if (delivery.actionId === null) node.children.push(await deliveryNode(tracing, delivery))
  }
  for (const run of runs.toReversed()) node.children.push(await runNode(tracing, run))
  return node
}

async function runNode(tracing: Tracing, run: StoredRun): Promise<TraceNode> {
  const { db, left } = tracing
  const { triggerName, state, reason } = toRunRow(run)
  const children: TraceNode[] = []
  const node: TraceNode = {
    kind: 'run',
    id: run.id,
    title: triggerName,
    detail: reason,
    state,
    at: time(run.createdAt),
    children,
  }
  left.nodes -= 1
  if (left.nodes <= 0) return node
  const caused = await listEventsCausedBy(db, run.id)
  const actions = await listActions(db, run.id)
  const deliveries = await listDeliveriesOfActions(
    db,
    actions.map(({ id }) => id),
  )
  for (const action of actions) {
    const ofAction = caused.filter(({ actionId }) => actionId === action.id)
    children.push(await actionNode(tracing, action, { deliveries, caused: ofAction }))
  }
  for (const event of caused) if (event.actionId === null) children.push(await eventNode(tracing, event))
  return node
}

type Effects = { deliveries: readonly StoredDelivery[]; caused: readonly EventToTrace[] }

async function actionNode(tracing: Tracing, stored: StoredAction, { deliveries, caused }: Effects): Promise<TraceNode> {
  const { sentence, state, result, startedAt } = toActionRun(stored, tracing.names)
  const children: TraceNode[] = []
  tracing.left.nodes -= 1
  if (tracing.left.nodes > 0) {
    children.push(...taskNodes(result))
    for (const delivery of deliveries) {
      if (delivery.actionId === stored.id) children.push(await deliveryNode(tracing, delivery))
    }
    for (const event of caused) children.push(await eventNode(tracing, event))
  }
  const detail = result?.words ?? null
  return { kind: 'action', id: stored.id, title: sentence, detail, state, at: startedAt, children }
}

function taskNodes(result: ActionResult | null): TraceNode[] {
  if (result?.taskId === undefined) return []
  return [{ kind: 'task', id: result.taskId, title: result.words, detail: null, state: null, at: null, children: [] }]
}

async function deliveryNode(tracing: Tracing, delivery: StoredDelivery): Promise<TraceNode> {
  const attempts = await listAttempts(tracing.db, delivery.id)
  tracing.left.nodes -= 1 + attempts.length
  return {
    kind: 'delivery',
    id: delivery.id,
    title: delivery.targetUrl,
    detail: delivery.reason,
    state: delivery.state,
    at: time(delivery.createdAt),
    children: attempts.map(({ id, number, status, errorClass, startedAt, error }) => ({
      kind: 'attempt' as const,
      id,
      title: `Attempt ${number}`,
      detail: status === null ? messageIn(error) : `Answered with ${status}`,
      state: errorClass ?? (status === null ? null : 'delivered'),
      at: time(startedAt),
      children: [],
    })),
  }
}

const messageIn = (error: string | null): string | null =>
  error === null ? null : (JSON.parse(error) as { message: string }).message
