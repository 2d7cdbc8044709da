import type { TriggerTest } from '#shared/model/trigger-test.ts'
import type { TriggerSettings } from '#shared/model/trigger.ts'

/** What a trigger would do as it is being filled in; `settings` null: it cannot be tested yet. */
export type LiveTest = { test: TriggerTest | undefined; error: Error | null; settings: TriggerSettings | null }
