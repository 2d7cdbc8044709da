import { AppError } from '#shared/contract/problem.ts'
import { covers } from '#shared/rules/access.ts'
import type { InputOf } from '#shared/contract/operations.ts'
import type { Trigger } from '#shared/model/trigger.ts'
import { TriggerSettings } from '#shared/model/trigger.ts'
import type { CallerKey } from '#main/core/controlled-app.ts'
import type { Tx } from '#main/core/database/handles.ts'
import type { Brought, Prepared } from '#main/core/database/prepared.ts'
import type { StoredTrigger } from '#main/core/database/stores/trigger-store.ts'
import { changeTrigger, insertTrigger } from '#main/core/database/stores/trigger-store.ts'
import { keepUrlTargets } from '#main/core/database/stores/url-target-store.ts'
import type { UrlTargetTable } from '#main/core/database/trigger-tables.ts'
import { urlTargetId } from '#main/core/webhooks/url-target.ts'
import { givenFields } from './given-fields.ts'
import type { CallContext } from './handlers.ts'
import type { TriggersParts } from './triggers-parts.ts'
import { applyTriggerChange, findFaults, requireLiveTrigger } from './triggers-parts.ts'

/** Checks a new trigger. Throws `bad-trigger` where it is to be on and cannot work, `forbidden` where the key may less. */
export async function prepareNewTrigger(
  parts: TriggersParts,
  { workspaceId, key }: CallContext,
  { enabled, ...given }: InputOf<'triggers.create'>,
  brought: Brought,
): Promise<Prepared<Trigger>> {
  const settings = TriggerSettings.parse(givenFields(given))
  refuseCommandsOf(key, settings)
  if (enabled) await refuseFaulty(parts, workspaceId, settings, brought)
  const now = parts.clock.now()
  const id = parts.makeId('trigger')
  const trigger: StoredTrigger = {
    id,
    workspaceId,
    settings,
    enabled: enabled ? 1 : 0,
    version: 1,
    createdAt: now,
    updatedAt: now,
    deletedAt: null,
  }
  const targets = urlTargetsOf(workspaceId, settings, now)
  return { id, write: (tx) => create(tx, trigger, targets), settle: () => settle(parts, workspaceId, { id, targets }) }
}

/** Checks a change of a trigger. Throws `trigger-not-found`, and `bad-trigger` and `forbidden` as for a new one. */
export async function prepareTriggerChange(
  parts: TriggersParts,
  { workspaceId, key }: CallContext,
  { id, enabled, ...given }: InputOf<'triggers.update'>,
  brought: Brought,
): Promise<Prepared<Trigger>> {
  const stored = await requireLiveTrigger(parts, workspaceId, id)
  const changes = givenFields(given)
  const isOn = enabled ?? stored.enabled === 1
  const changed = TriggerSettings.parse({ ...stored.settings, ...changes })
  if (isOn || Object.keys(changes).length > 0) refuseCommandsOf(key, changed)
  // One that is on may lose what it refers to, but nobody may make it faulty and leave it on.
  if (isOn && (enabled === true || Object.keys(changes).length > 0))
    await refuseFaulty(parts, workspaceId, changed, brought)
  const now = parts.clock.now()
  const targets = urlTargetsOf(workspaceId, changed, now)
  return {
    id,
    write: (tx) => change(tx, { workspaceId, id, now, enabled, changes, targets }),
    settle: () => settle(parts, workspaceId, { id, targets }),
  }
}

/** Commands run as whoever runs Creel: a key may allow and change them only where it may all. Throws `forbidden`. */
function refuseCommandsOf(key: CallerKey | undefined, { allowsCommands }: TriggerSettings): void {
  if (!allowsCommands || key === undefined || covers(key.role, 'owner')) return
  throw new AppError(
    'forbidden',
    `A trigger that runs commands needs the role owner; this key has the role ${key.role}.`,
  )
}

async function settle(
  parts: TriggersParts,
  workspaceId: string,
  { id, targets }: { id: string; targets: readonly UrlTargetTable[] },
): Promise<Trigger> {
  const { webhooks } = parts
  if (targets.some((target) => webhooks.byId(target.id) === undefined)) await webhooks.reload()
  return applyTriggerChange(parts, workspaceId, id)
}

async function create(tx: Tx, trigger: StoredTrigger, targets: readonly UrlTargetTable[]): Promise<void> {
  await insertTrigger(tx, trigger)
  await keepUrlTargets(tx, targets)
}

type Changes = {
  workspaceId: string
  id: string
  now: number
  enabled: boolean | undefined
  changes: Record<string, unknown>
  targets: readonly UrlTargetTable[]
}

async function change(tx: Tx, { enabled, changes, targets, ...which }: Changes): Promise<void> {
  await changeTrigger(tx, which, (stored) => ({
    settings: TriggerSettings.parse({ ...stored.settings, ...changes }),
    enabled: enabled === undefined ? stored.enabled : enabled ? 1 : 0,
  }))
  await keepUrlTargets(tx, targets)
}

const urlTargetsOf = (workspaceId: string, { actions }: TriggerSettings, createdAt: number): UrlTargetTable[] =>
  actions.flatMap((action) =>
    action.kind === 'deliver' && action.to.kind === 'url'
      ? [{ id: urlTargetId(workspaceId, action.to.url), workspaceId, url: action.to.url, createdAt }]
      : [],
  )

/** Refuses to switch on what cannot work. Throws `bad-trigger`. */
async function refuseFaulty(
  parts: TriggersParts,
  workspaceId: string,
  settings: TriggerSettings,
  brought: Brought,
): Promise<void> {
  const errors = await findFaults(parts, workspaceId, settings, brought)
  if (errors.length === 0) return
  const words = errors.map(({ path, message }) => `${path} ${message}`).join('; ')
  throw new AppError('bad-trigger', `The trigger cannot be on: ${words}. Mend it, or save it switched off.`, { errors })
}
