import { AppError } from '#shared/contract/problem.ts'
import type { Trigger } from '#shared/model/trigger.ts'
import { TriggerSettings } from '#shared/model/trigger.ts'
import { findReferred } from '#main/core/actions/task-effects.ts'
import type { Tx } from '#main/core/database/handles.ts'
import { listRuns } from '#main/core/database/stores/run-store.ts'
import type { StoredTrigger } from '#main/core/database/stores/trigger-store.ts'
import {
  changeTrigger,
  insertTrigger,
  listTriggers,
  setTriggerDeleted,
} from '#main/core/database/stores/trigger-store.ts'
import { keepUrlTargets } from '#main/core/database/stores/url-target-store.ts'
import type { UrlTargetTable } from '#main/core/database/trigger-tables.ts'
import { backtestTrigger } from '#main/core/triggers/backtest-trigger.ts'
import { compileExpressions } from '#main/core/triggers/compile-expressions.ts'
import type { TestAgainst } from '#main/core/triggers/event-to-test.ts'
import { eventToTest } from '#main/core/triggers/event-to-test.ts'
import { testTrigger } from '#main/core/triggers/test-trigger.ts'
import { toRunRow } from '#main/core/triggers/to-run.ts'
import { urlTargetId } from '#main/core/webhooks/url-target.ts'
import { givenFields } from './given-fields.ts'
import type { Handlers } from './handlers.ts'
import type { TriggersParts } from './triggers-parts.ts'
import {
  applyTriggerChange,
  findFaults,
  requireLiveTrigger,
  requireTrigger,
  showTrigger,
  showTriggers,
} from './triggers-parts.ts'

type TriggersHandlers = Pick<Handlers, Extract<keyof Handlers, `triggers.${string}`>>

export function triggersHandlers(parts: TriggersParts): TriggersHandlers {
  return { ...readingHandlers(parts), ...changingHandlers(parts), ...testingHandlers(parts) }
}

const aboveAllRuns = 'run_~'

function readingHandlers(parts: TriggersParts) {
  return {
    'triggers.list': async ({ limit, cursor = '', deleted, enabled, q = '' }, { workspaceId }) => {
      const stored = await listTriggers(parts.db, { workspaceId, isDeleted: deleted })
      const shown = await showTriggers(parts, workspaceId, stored)
      const text = q.trim().toLowerCase()
      const found = shown.filter(
        (trigger) =>
          trigger.id > cursor &&
          (enabled === undefined || trigger.enabled === enabled) &&
          `${trigger.name}\n${trigger.sentence}`.toLowerCase().includes(text),
      )
      const items = found.slice(0, limit)
      return { items, nextCursor: found.length > limit ? (items.at(-1)?.id ?? null) : null }
    },
    'triggers.get': async ({ id }, { workspaceId }) => showTrigger(parts, await requireTrigger(parts, workspaceId, id)),
    'triggers.runs': async ({ id, limit, cursor, state }, { workspaceId }) => {
      await requireTrigger(parts, workspaceId, id)
      const which = { workspaceId, triggerId: id, state, beforeId: cursor ?? aboveAllRuns, limit }
      const rows = await listRuns(parts.readers.heavy, which)
      return { items: rows.map(toRunRow), nextCursor: rows.length < limit ? null : (rows.at(-1)?.id ?? null) }
    },
  } satisfies Partial<Handlers>
}

function changingHandlers(parts: TriggersParts) {
  const { writer, clock, makeId } = parts
  const apply = (workspaceId: string, id: string): Promise<Trigger> => applyTriggerChange(parts, workspaceId, id)

  return {
    'triggers.create': async ({ enabled, ...given }, { workspaceId }) => {
      const settings = TriggerSettings.parse(givenFields(given))
      if (enabled) await refuseFaulty(parts, workspaceId, settings)
      const now = clock.now()
      const id = makeId('trigger')
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
      await writer.write((tx) => create(tx, trigger, targets))
      await reloadTargets(parts, targets)
      return apply(workspaceId, id)
    },
    'triggers.update': async ({ id, enabled, ...given }, { workspaceId }) => {
      const stored = await requireLiveTrigger(parts, workspaceId, id)
      const changes = givenFields(given)
      const isOn = enabled ?? stored.enabled === 1
      const changed = TriggerSettings.parse({ ...stored.settings, ...changes })
      // One that is on may lose what it refers to, but nobody may make it faulty and leave it on.
      if (isOn && (enabled === true || Object.keys(changes).length > 0)) await refuseFaulty(parts, workspaceId, changed)
      const now = clock.now()
      const targets = urlTargetsOf(workspaceId, changed, now)
      await writer.write((tx) => change(tx, { workspaceId, id, now, enabled, changes, targets }))
      await reloadTargets(parts, targets)
      return apply(workspaceId, id)
    },
    'triggers.delete': async ({ id }, { workspaceId }) => {
      await requireLiveTrigger(parts, workspaceId, id)
      const now = clock.now()
      await writer.write((tx) => setTriggerDeleted(tx, id, now, now))
      await apply(workspaceId, id)
      return null
    },
    'triggers.restore': async ({ id }, { workspaceId }) => {
      await requireTrigger(parts, workspaceId, id)
      const now = clock.now()
      await writer.write((tx) => setTriggerDeleted(tx, id, null, now))
      return apply(workspaceId, id)
    },
  } satisfies Partial<Handlers>
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

async function reloadTargets({ webhooks }: TriggersParts, targets: readonly UrlTargetTable[]): Promise<void> {
  if (targets.some(({ id }) => webhooks.byId(id) === undefined)) await webhooks.reload()
}

/** Refuses to switch on what cannot work. Throws `bad-trigger`. */
async function refuseFaulty(parts: TriggersParts, workspaceId: string, settings: TriggerSettings): Promise<void> {
  const errors = await findFaults(parts, workspaceId, settings)
  if (errors.length === 0) return
  const words = errors.map(({ path, message }) => `${path} ${message}`).join('; ')
  throw new AppError('bad-trigger', `The trigger cannot be on: ${words}. Mend it, or save it switched off.`, { errors })
}

function testingHandlers(parts: TriggersParts) {
  const { readers, webhooks, clock, render } = parts
  const test = async (settings: TriggerSettings, against: TestAgainst & { workspaceId: string }) => {
    const { found, isSample } = await eventToTest(readers.heavy, settings, { ...against, now: clock.now() })
    const expressions = await compileExpressions(settings.condition)
    return testTrigger({ settings, expressions }, found, {
      isSample,
      webhookOf: webhooks.byId,
      templateOf: webhooks.templateOf,
      render,
      taskOf: (reference) => findReferred(readers.heavy, against.workspaceId, reference),
    })
  }
  const backtest = async (settings: TriggerSettings, over: { workspaceId: string; limit: number }) =>
    backtestTrigger(readers.heavy, { settings, expressions: await compileExpressions(settings.condition) }, over)

  return {
    'triggers.test': async ({ id, ...against }, { workspaceId }) =>
      test((await requireTrigger(parts, workspaceId, id)).settings, { ...against, workspaceId }),
    'triggers.testDraft': async ({ eventId, eventType, data, ...given }, { workspaceId }) =>
      test(TriggerSettings.parse(givenFields(given)), { eventId, eventType, data, workspaceId }),
    'triggers.backtest': async ({ id, limit }, { workspaceId }) =>
      backtest((await requireTrigger(parts, workspaceId, id)).settings, { workspaceId, limit }),
    'triggers.backtestDraft': async ({ limit, ...given }, { workspaceId }) =>
      backtest(TriggerSettings.parse(givenFields(given)), { workspaceId, limit }),
  } satisfies Partial<Handlers>
}
