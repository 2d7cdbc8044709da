import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RequestState } from '#shared/model/request.ts'
import { SourceSettings } from '#shared/model/source.ts'
import { TriggerSettings } from '#shared/model/trigger.ts'
import { VerificationState } from '#shared/model/verification.ts'
import { WebhookSettings } from '#shared/model/webhook.ts'
import type { RunWrites } from '#main/core/database/stores/run-writes.ts'
import { owesNothing } from '#main/core/deliveries/owes-nothing.ts'
import { planForwarding } from '#main/core/deliveries/plan-forwarding.ts'
import { planRequestEvent } from '#main/core/deliveries/plan-request-event.ts'
import { createEventIndex } from '#main/core/events/event-index.ts'
import { createMakeId } from '#main/core/make-id.ts'
import { createEventTypeIndex } from '#main/core/rules/event-type-index.ts'
import type { SourceRegistry } from '#main/core/sources/source-registry.ts'
import { createLiveSource } from '#main/core/sources/live-source.ts'
import { createTriggers } from '#main/core/triggers/create-triggers.ts'
import type { LiveTrigger } from '#main/core/triggers/live-trigger.ts'
import type { TriggerRegistry } from '#main/core/triggers/trigger-registry.ts'
import type { LiveWebhook } from '#main/core/webhooks/live-webhook.ts'
import type { WebhookRegistry } from '#main/core/webhooks/webhook-registry.ts'
import { falseClock } from '#test/support/false-clock.ts'
import { filledDatabase } from '#test/support/filled-database.ts'

const workspaces = ['ws_1', 'ws_2']
const patterns = fc.constantFrom('*', 'github.*', 'github.push', 'request.received', 'task.created', 'system.*')
const taker = fc.record({ workspaceId: fc.constantFrom(...workspaces), events: fc.tuple(patterns, patterns) })
const world = fc.record({
  mode: fc.constantFrom('off', 'forward', 'relay'),
  targets: fc.constantFrom([], ['http://127.0.0.1:9/']),
  isSourceGone: fc.boolean(),
  webhooks: fc.array(taker, { maxLength: 3 }),
  triggers: fc.array(taker, { maxLength: 3 }),
  state: fc.constantFrom(...RequestState.options),
  verification: fc.constantFrom(...VerificationState.options),
  github: fc.boolean(),
})

const clock = falseClock()
const makeId = createMakeId(clock, randomBytes)

function webhooksOf(takers: readonly { workspaceId: string; events: readonly string[] }[]): WebhookRegistry {
  const live = takers.map(({ workspaceId, events }, index): LiveWebhook => ({
    id: `wh_${index}`,
    workspaceId,
    settings: WebhookSettings.parse({ name: 'w', url: 'http://127.0.0.1:9/', events, takesFailedSignatures: true }),
    status: 'active',
    templateVersionId: null,
    secrets: [],
    headers: [],
  }))
  const of = (workspaceId: string) => live.filter((webhook) => webhook.workspaceId === workspaceId)
  return {
    byId: (id) => live.find((webhook) => webhook.id === id),
    of,
    taking: (workspaceId, type) => createEventIndex(of(workspaceId), ({ settings }) => settings.events)(type),
    templateOf: () => undefined,
    isEmpty: () => live.length === 0,
    reload: async () => undefined,
    watch: () => undefined,
  }
}

function triggersOf(takers: readonly { workspaceId: string; events: readonly string[] }[]): TriggerRegistry {
  const live = takers.map(({ workspaceId, events }, index): LiveTrigger => ({
    id: `trg_${index}`,
    workspaceId,
    version: 1,
    settings: TriggerSettings.parse({
      name: 't',
      events,
      takesFailedSignatures: true,
      actions: [{ kind: 'notify', title: 'x' }],
    }),
    expressions: new Map(),
  }))
  const of = (workspaceId: string) => live.filter((trigger) => trigger.workspaceId === workspaceId)
  return {
    byId: (id) => live.find((trigger) => trigger.id === id),
    taking: (workspaceId, type) => createEventTypeIndex(of(workspaceId), ({ settings }) => settings.events).find(type),
    isEmpty: () => live.length === 0,
    reload: async () => undefined,
  }
}

test('a request that owes nothing is planned nothing, and one that is planned something owes something', () => {
  using database = filledDatabase()
  const [plain, push] = database.keep([{ json: {} }, { json: {}, headers: { 'X-GitHub-Event': 'push' } }])
  fc.assert(
    fc.property(world, ({ mode, targets, isSourceGone, github, state, verification, ...given }) => {
      const settings = SourceSettings.parse({
        name: 's',
        forwarding: { mode: targets.length > 0 ? mode : 'off', targets },
      })
      const source = createLiveSource({ id: 'src_1', workspaceId: 'ws_1', token: 't', settings, secrets: [] })
      const registry = { byId: () => (isSourceGone ? undefined : source) } as unknown as SourceRegistry
      const [webhooks, triggers] = [webhooksOf(given.webhooks), triggersOf(given.triggers)]
      const base = (github ? push : plain) as NonNullable<typeof plain>
      const kept = { ...base, workspaceId: 'ws_1', state, verification: { ...base.verification, state: verification } }
      const fields = database.statements.requests.fieldsOf(kept)

      let runs = 0
      const writes = {
        plan: (planned) => {
          runs += planned.length
          return [...planned]
        },
      } as Partial<RunWrites> as RunWrites
      const automation = createTriggers({
        db: database.reader,
        clock,
        makeId,
        registry: triggers,
        writes,
        run: () => undefined,
      })
      automation.planRequest(kept, fields).store()
      const planned =
        (isSourceGone ? 0 : planForwarding(kept, settings.forwarding, makeId).length) +
        planRequestEvent(kept, fields, { webhooks, makeId, now: 0 }).length +
        runs
      // While its check is under way it is not planned at all yet.
      const owesSomething = planned > 0 || verification === 'pending'
      expect(owesNothing({ registry, webhooks, triggers }, kept)).toBe(!owesSomething)
    }),
    { numRuns: 500 },
  )
})
