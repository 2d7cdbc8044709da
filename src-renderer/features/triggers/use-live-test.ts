import { useMemo } from 'react'
import { useDraftTest } from '#renderer/data/queries/triggers.ts'
import { useTestedEvent } from '#renderer/data/trigger-drafts.ts'
import { useSettled } from '#renderer/parts/use-settled.ts'
import type { TriggerForm } from './builder/use-trigger-form.ts'
import type { LiveTest } from './test/live-test.ts'
import { TriggerSettings } from '#shared/model/trigger.ts'

// A trigger without a name can be tested all the same.
const readSettings = (draft: TriggerSettings): TriggerSettings | null =>
  TriggerSettings.safeParse({ ...draft, name: draft.name || 'Draft' }).data ?? null

/** Tests a trigger as it is being filled in, with the event that is chosen for it. */
export function useLiveTest({ id, draft }: TriggerForm): LiveTest {
  const eventId = useTestedEvent(id)
  const settings = useMemo(() => readSettings(draft), [draft])
  const { data, error } = useDraftTest(useSettled(settings), eventId)
  return { test: settings === null ? undefined : data, error, settings }
}
