import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import { eventIdOfRequest, typeOfRequest } from '#shared/model/event.ts'
import type { RequestRow } from '#shared/model/request.ts'
import { TriggerSettings } from '#shared/model/trigger.ts'
import type { ConditionRule } from '#shared/rules/condition.ts'

/** Where the draft of a trigger that is not made yet is kept; the others are kept by id. */
export const newTrigger = 'new'

const usual = TriggerSettings.parse({ name: 'x', events: ['*'] })

/** A new trigger before anything is filled in. */
export const emptyTrigger: TriggerSettings = { ...usual, name: '', events: [] }

/** What was changed and is not saved, by trigger, and the event that each is tested with; both outlive a restart. */
type Drafts = {
  changes: Readonly<Record<string, Partial<TriggerSettings>>>
  tested: Readonly<Record<string, string | null>>
}

export const useTriggerDrafts = create<Drafts>()(
  persist((): Drafts => ({ changes: {}, tested: {} }), { name: 'creel.trigger-drafts' }),
)

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

/** Takes changes into a draft; what is as it was is no change. */
export function changeTriggerDraft(id: string, base: TriggerSettings, changes: Partial<TriggerSettings>): void {
  useTriggerDrafts.setState(({ changes: all }) => {
    const merged = Object.entries({ ...all[id], ...changes })
    const different = merged.filter(([name, value]) => !isSame(value, base[name as keyof TriggerSettings]))
    return { changes: { ...all, [id]: Object.fromEntries(different) } }
  })
}

/** Forgets what was changed. */
export function dropTriggerDraft(id: string): void {
  useTriggerDrafts.setState(({ changes: { [id]: _, ...others } }) => ({ changes: others }))
}

/** Whether anything of a trigger was changed and not saved. */
export const useIsTriggerDirty = (id: string): boolean =>
  useTriggerDrafts(({ changes }) => Object.keys(changes[id] ?? {}).length > 0)

/** Chooses the event that a trigger is tested with; null: the newest that it takes. */
export function testTriggerWith(id: string, eventId: string | null): void {
  useTriggerDrafts.setState(({ tested }) => ({ tested: { ...tested, [id]: eventId } }))
}

/** The event that a trigger is tested with. */
export const useTestedEvent = (id: string): string | null => useTriggerDrafts(({ tested }) => tested[id] ?? null)

/** Begins a new trigger for requests like this one of which these rules hold, to be tested with it. */
export function draftTriggerFrom(
  row: Pick<RequestRow, 'id' | 'provider' | 'eventType' | 'sourceId'>,
  rules: readonly ConditionRule[] = [],
): void {
  const type = typeOfRequest(row.provider, row.eventType)
  dropTriggerDraft(newTrigger)
  changeTriggerDraft(newTrigger, emptyTrigger, {
    name: `On ${type}`,
    events: [type],
    sources: [row.sourceId],
    ...(rules.length > 0 && { condition: { combinator: 'and', rules: [...rules] } }),
  })
  testTriggerWith(newTrigger, eventIdOfRequest(row.id))
}
