import type { Trigger } from '#shared/model/trigger.ts'
import { TriggerSettings } from '#shared/model/trigger.ts'
import { findReferred } from '#main/core/actions/task-effects.ts'
import { carryOut, nothingBrought } from '#main/core/database/prepared.ts'
import { listRuns } from '#main/core/database/stores/run-store.ts'
import { listTriggers, setTriggerDeleted } from '#main/core/database/stores/trigger-store.ts'
import { backtestTrigger } from '#main/core/triggers/backtest-trigger.ts'
import { compileExpressions } from '#main/core/triggers/compile-expressions.ts'
import type { TestAgainst } from '#main/core/triggers/event-to-test.ts'
import { eventToTest } from '#main/core/triggers/event-to-test.ts'
import { testTrigger } from '#main/core/triggers/test-trigger.ts'
import { toRunRow } from '#main/core/triggers/to-run.ts'
import { givenFields } from './given-fields.ts'
import type { Handlers } from './handlers.ts'
import { prepareNewTrigger, prepareTriggerChange } from './prepare-trigger.ts'
import type { TriggersParts } from './triggers-parts.ts'
import { applyTriggerChange, requireLiveTrigger, requireTrigger, showTrigger, showTriggers } from './triggers-parts.ts'

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
  const { writer, clock } = parts
  const apply = (workspaceId: string, id: string): Promise<Trigger> => applyTriggerChange(parts, workspaceId, id)

  return {
    'triggers.create': async (input, context) =>
      carryOut(writer, await prepareNewTrigger(parts, context, input, nothingBrought)),
    'triggers.update': async (input, context) =>
      carryOut(writer, await prepareTriggerChange(parts, context, input, nothingBrought)),
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

function testingHandlers(parts: TriggersParts) {
  const { readers, webhooks, clock, render, prepareCall } = parts
  const test = async (settings: TriggerSettings, against: TestAgainst & { workspaceId: string }) => {
    const { found, isSample } = await eventToTest(readers.heavy, settings, { ...against, now: clock.now() })
    const expressions = await compileExpressions(settings.condition)
    return testTrigger({ settings, expressions }, found, {
      isSample,
      webhookOf: webhooks.byId,
      templateOf: webhooks.templateOf,
      render,
      prepareCall,
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
