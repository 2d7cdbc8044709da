import { useEffect, useState } from 'react'
import { useDraftTest } from '#renderer/data/queries/triggers.ts'
import { useTestedEvent } from '#renderer/data/trigger-drafts.ts'
import type { TriggerForm } from './builder/use-trigger-form.ts'
import type { LiveTest } from './test/live-test.ts'
import { TriggerSettings } from '#shared/model/trigger.ts'

const typingPauseMs = 300

/** Tests a trigger as it is being filled in, with the event that is chosen for it. */
export function useLiveTest({ id, draft }: TriggerForm): LiveTest {
  const eventId = useTestedEvent(id)
  // A trigger without a name can be tested all the same.
  const parsed = TriggerSettings.safeParse({ ...draft, name: draft.name || 'Draft' })
  const settings = parsed.success ? parsed.data : null
  const settled = useSettled(settings)
  const { data, error } = useDraftTest(settled, eventId)
  return { test: settings === null ? undefined : data, error, settings }
}

function useSettled(settings: TriggerSettings | null): TriggerSettings | null {
  const [settled, setSettled] = useState(settings)
  const text = JSON.stringify(settings)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(JSON.parse(text) as TriggerSettings | null), typingPauseMs)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}
