import type { Event } from '#shared/model/event.ts'
import type { ActionOf } from '#shared/rules/actions/actions.ts'
import { maskUrl } from '#shared/rules/secret-urls.ts'
import { findRequest } from '#main/core/database/stores/request-store.ts'
import { insertForwarding } from '#main/core/database/stores/forwarding-store.ts'
import type { Tx } from '#main/core/database/handles.ts'
import type { RunTable } from '#main/core/database/trigger-tables.ts'
import type { Sending } from '#main/core/deliveries/create-sending.ts'
import type { Forwarder } from '#main/core/deliveries/forwarder.ts'
import { laneOf } from '#main/core/deliveries/plan-forwarding.ts'
import type { CheckData } from '#main/core/events/check-event.ts'
import { findType } from '#main/core/events/event-types.ts'
import type { PlanEvent } from '#main/core/events/publish-event.ts'
import { publishWithin } from '#main/core/events/publish-within.ts'
import type { Feed } from '#main/core/feed/feed.ts'
import type { MakeId } from '#main/core/make-id.ts'
import type { Clock } from '#main/core/ports.ts'
import type { TaskAuthor } from '#main/core/tasks/task-work.ts'
import type { Tasks } from '#main/core/tasks/tasks.ts'
import type { RunChain } from '#main/core/triggers/run-chain.ts'
import { causeOf } from '#main/core/triggers/run-chain.ts'
import type { WebhookRegistry } from '#main/core/webhooks/webhook-registry.ts'
import type { ActionOutcome, Effects } from './effects.ts'
import { failedOutcome } from './effects.ts'
import { taskEffects } from './task-effects.ts'
import { templateGone, webhookOfTarget } from './target-webhook.ts'

export type LiveEffectsParts = {
  clock: Clock
  makeId: MakeId
  feed: Feed
  webhooks: WebhookRegistry
  sending: Pick<Sending, 'planFor' | 'render'>
  forwarder: Pick<Forwarder, 'wake'>
  /** What an event makes owed. */
  plan: PlanEvent
  check: CheckData
  tasks: Pick<Tasks, 'workFor'>
}

/** The action that acts, and for whom. */
export type Acting = { run: RunTable; chain: RunChain; actionId: string; event: Event; triggerName: string }

/** Effects on Creel's own data, all of them within one transaction: they happen with the record of the action, or not. */
export const liveEffects = (
  parts: LiveEffectsParts,
  tx: Tx,
  acting: Acting,
): Omit<Effects, 'command' | 'callTool'> => ({
  deliver: async (to, templateId) => deliver(parts, { to, templateId }, acting),
  forward: (requestId, url) => forward(parts, tx, acting, { requestId, url }),
  emit: (type, data) => emit(parts, tx, acting, { type, data }),
  ...taskEffects(tx, parts.tasks.workFor(acting.run.workspaceId, authorOf(acting))),
  // Told when it is on record that it is told: after a crash nobody is told twice.
  notify: async (notice) => {
    const { id: runId, triggerId } = acting.run
    return {
      state: 'done',
      result: { words: `Shown: ${notice.title}` },
      after: () => parts.feed.publish({ kind: 'notice.shown', data: { ...notice, triggerId, runId } }),
    }
  },
})

/** A trigger as whoever changes a task. */
const authorOf = ({ run, chain, actionId, event, triggerName }: Acting): TaskAuthor => ({
  actor: { id: run.triggerId, name: triggerName },
  via: 'trigger',
  requestId: chain.requestId,
  metadata: event.metadata.isTest === true ? { isTest: true } : {},
  cause: causeOf(run, chain, actionId),
})

function deliver(
  { webhooks, sending, makeId }: LiveEffectsParts,
  { to, templateId }: Pick<ActionOf<'deliver'>, 'to' | 'templateId'>,
  { actionId, event }: Acting,
): ActionOutcome {
  const webhook = webhookOfTarget(to, event.workspaceId, webhooks.byId)
  if (!webhook || !webhooks.byId(webhook.id)) return failedOutcome('The webhook is gone. Choose another one.')
  const templateVersionId =
    templateId === null ? webhook.templateVersionId : webhooks.templateOf(event.workspaceId, templateId)?.versionId
  if (templateId !== null && !templateVersionId) return failedOutcome(templateGone)
  const id = makeId('delivery')
  const how = { isTest: false, actionId, id, templateVersionId: templateVersionId ?? null }
  const plan = sending.planFor(webhook.id, how)(event)
  plan.store()
  const words = `Owed to ${maskUrl(webhook.settings.url)}.`
  return { state: 'done', result: { words, deliveryId: id }, after: plan.handOver }
}

async function forward(
  { makeId, clock, forwarder }: LiveEffectsParts,
  tx: Tx,
  { run, actionId }: Acting,
  { requestId, url }: { requestId: string; url: string },
): Promise<ActionOutcome> {
  const request = await findRequest(tx, run.workspaceId, requestId)
  if (!request) return failedOutcome('The request was removed before it could be forwarded.')
  const id = makeId('delivery')
  const lane = laneOf(run.triggerId, url)
  await insertForwarding(tx, { id, request, targetUrl: url, lane, actionId, now: clock.now() })
  return { state: 'done', result: { words: `Owed to ${url}.`, deliveryId: id }, after: () => forwarder.wake(lane) }
}

async function emit(
  { makeId, clock, plan, check }: LiveEffectsParts,
  tx: Tx,
  { run, chain, actionId, event: from }: Acting,
  { type, data }: Pick<Event, 'type' | 'data'>,
): Promise<ActionOutcome> {
  const { workspaceId } = run
  const described = await findType(tx, { workspaceId, name: type, version: undefined })
  const fault = described === null ? null : faultOf(() => check(described, data))
  if (fault !== null) return failedOutcome(fault)
  const now = clock.now()
  const eventId = makeId('event')
  const after = await publishWithin(tx, plan, {
    id: eventId,
    workspaceId,
    type,
    version: described?.version ?? 1,
    source: `trigger/${run.triggerId}`,
    time: now,
    data: JSON.stringify(data),
    metadata: JSON.stringify(from.metadata.isTest === true ? { isTest: true } : {}),
    priority: from.priority,
    dedupeKey: null,
    idempotencyKey: null,
    digest: null,
    createdAt: now,
    cause: JSON.stringify(causeOf(run, chain, actionId)),
    causeRunId: run.id,
  })
  const words = `${type} was published.`
  return { state: 'done', result: { words, eventId }, after }
}

function faultOf(check: () => void): string | null {
  try {
    check()
    return null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
