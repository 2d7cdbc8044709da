import { AppError } from '#shared/contract/problem.ts'
import type { Trigger, TriggerFault, TriggerSettings } from '#shared/model/trigger.ts'
import type { TriggerNames } from '#shared/rules/describe-trigger.ts'
import type { Reader, Readers } from '#main/core/database/handles.ts'
import { countRuns, findLastRun } from '#main/core/database/stores/run-store.ts'
import type { Brought } from '#main/core/database/prepared.ts'
import { nothingBrought } from '#main/core/database/prepared.ts'
import type { StoredTrigger } from '#main/core/database/stores/trigger-store.ts'
import { findTrigger } from '#main/core/database/stores/trigger-store.ts'
import type { Writer } from '#main/core/database/writer.ts'
import type { Feed } from '#main/core/feed/feed.ts'
import type { MakeId } from '#main/core/make-id.ts'
import type { Clock } from '#main/core/ports.ts'
import type { OwnAddresses } from '#main/core/sources/check-forwarding.ts'
import type { SourceRegistry } from '#main/core/sources/source-registry.ts'
import { faultOfTemplate, faultsOf } from '#main/core/triggers/check-trigger.ts'
import { compileExpressions } from '#main/core/triggers/compile-expressions.ts'
import { toTrigger } from '#main/core/triggers/to-trigger.ts'
import type { TriggerRegistry } from '#main/core/triggers/trigger-registry.ts'
import type { RenderDelivery } from '#main/core/deliveries/sending/render-delivery.ts'
import type { CheckArguments } from '#main/core/tools/check-arguments.ts'
import type { PrepareCall } from '#main/core/tools/prepare-call.ts'
import type { ToolServerRegistry } from '#main/core/tools/tool-server-registry.ts'
import type { WebhookRegistry } from '#main/core/webhooks/webhook-registry.ts'

/** What the handlers of triggers and their runs are made of. */
export type TriggersParts = {
  db: Reader
  readers: Readers
  writer: Writer
  clock: Clock
  makeId: MakeId
  feed: Feed
  registry: SourceRegistry
  webhooks: WebhookRegistry
  toolServers: ToolServerRegistry
  triggers: TriggerRegistry
  own: () => OwnAddresses
  render: RenderDelivery
  prepareCall: PrepareCall
  checkArguments: CheckArguments
}

const dayMs = 86_400_000

/** The trigger with an id, deleted or not. Throws `trigger-not-found`. */
export async function requireTrigger({ db }: TriggersParts, workspaceId: string, id: string): Promise<StoredTrigger> {
  const trigger = await findTrigger(db, workspaceId, id)
  if (trigger) return trigger
  throw new AppError('trigger-not-found', `No trigger has the id ${id}.`)
}

/** The trigger with an id that is not deleted. Throws `trigger-not-found`. */
export async function requireLiveTrigger(
  parts: TriggersParts,
  workspaceId: string,
  id: string,
): Promise<StoredTrigger> {
  const trigger = await requireTrigger(parts, workspaceId, id)
  if (trigger.deletedAt === null) return trigger
  throw new AppError('trigger-not-found', `The trigger ${id} was deleted. Restore it first.`)
}

/** What is found by an id, where it lies in the workspace: what others have is as good as gone. */
const within =
  <Thing extends { workspaceId: string }>(workspaceId: string, byId: (id: string) => Thing | undefined) =>
  (id: string): Thing | undefined => {
    const found = byId(id)
    return found?.workspaceId === workspaceId ? found : undefined
  }

/** What a trigger's ids are called. */
export function namesIn(
  { registry, webhooks, toolServers }: Pick<TriggersParts, 'registry' | 'webhooks' | 'toolServers'>,
  workspaceId: string,
): TriggerNames {
  const webhookOf = within(workspaceId, webhooks.byId)
  const sourceOf = within(workspaceId, registry.byId)
  return {
    webhook: (id) => webhookOf(id)?.settings.name ?? 'a webhook that is gone',
    template: (id) => webhooks.templateOf(workspaceId, id)?.name ?? 'a template that is gone',
    toolServer: (id) => toolServers.find(workspaceId, id)?.settings.name ?? 'a tool server that is gone',
    source: (id) => sourceOf(id)?.settings.name ?? id,
  }
}

/** What cannot work in a trigger's settings; what is brought with it is there by the time that it runs. */
export async function findFaults(
  { webhooks, toolServers, registry, own, checkArguments }: TriggersParts,
  workspaceId: string,
  settings: TriggerSettings,
  brought: Brought = nothingBrought,
): Promise<TriggerFault[]> {
  const faultsOfArguments = new Map<string, string | null>()
  for (const action of settings.actions)
    if (action.kind === 'call-tool') faultsOfArguments.set(action.arguments, await checkArguments(action.arguments))
  return faultsOf(settings, await compileExpressions(settings.condition), {
    isWebhook: (id) => brought.has(id) || within(workspaceId, webhooks.byId)(id) !== undefined,
    faultOfTemplate: (id) => (brought.has(id) ? null : faultOfTemplate(webhooks.templateOf(workspaceId, id))),
    toolServerOf: (id) => toolServers.find(workspaceId, id),
    isSource: (id) => brought.has(id) || within(workspaceId, registry.byId)(id) !== undefined,
    controlPort: own().controlPort,
    faultOfArguments: (text) => faultsOfArguments.get(text) ?? null,
  })
}

/** Triggers as the contract shows them. */
export async function showTriggers(
  parts: TriggersParts,
  workspaceId: string,
  stored: readonly StoredTrigger[],
): Promise<Trigger[]> {
  const counts = await countRuns(parts.db, workspaceId, parts.clock.now() - dayMs)
  const runsOf = new Map(counts.map(({ triggerId, runs }) => [triggerId, runs]))
  const shown: Trigger[] = []
  for (const trigger of stored) {
    shown.push(
      toTrigger(trigger, {
        faults: await findFaults(parts, workspaceId, trigger.settings),
        names: namesIn(parts, workspaceId),
        runsToday: runsOf.get(trigger.id) ?? 0,
        last: await findLastRun(parts.db, trigger.id),
      }),
    )
  }
  return shown
}

/** One trigger as the contract shows it. */
export async function showTrigger(parts: TriggersParts, stored: StoredTrigger): Promise<Trigger> {
  const [shown] = await showTriggers(parts, stored.workspaceId, [stored])
  if (!shown) throw new Error(`The trigger ${stored.id} is not shown.`)
  return shown
}

/** Brings a change of a trigger into force: planning knows it, the feed tells it, the caller sees it. */
export async function applyTriggerChange(parts: TriggersParts, workspaceId: string, id: string): Promise<Trigger> {
  await parts.triggers.reload()
  parts.feed.publish({ kind: 'triggers.changed', data: { id } })
  return showTrigger(parts, await requireTrigger(parts, workspaceId, id))
}
