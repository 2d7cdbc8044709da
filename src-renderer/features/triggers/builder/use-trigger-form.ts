import { useMemo, useState } from 'react'
import { changeTriggerDraft, emptyTrigger, newTrigger, useTriggerDrafts } from '#renderer/data/trigger-drafts.ts'
import { faultAt, faultsOf, isAt, mistakesIn } from '#renderer/parts/form/form-faults.ts'
import type { Trigger } from '#shared/model/trigger.ts'
import { TriggerSettings } from '#shared/model/trigger.ts'

/** A trigger that is being filled in, and what is wrong with it by field. */
export type TriggerForm = {
  /** The trigger's id, or `new`. */
  id: string
  draft: TriggerSettings
  /** As it is saved. */
  base: TriggerSettings
  changes: Partial<TriggerSettings>
  set: (changes: Partial<TriggerSettings>) => void
  /** What is wrong at a path such as `actions.0.to.id`. */
  errorOf: (path: string) => string | null
  /** What a refused save says that belongs to no field. */
  refusal: Error | null
  /** True where nothing is wrong; else every mistake is shown from now on. */
  check: () => boolean
  refuse: (error: Error) => void
}

/** The form of a trigger, or of one that is to be made. */
export function useTriggerForm(trigger: Trigger | null): TriggerForm {
  const id = trigger?.id ?? newTrigger
  const changes = useTriggerDrafts((drafts) => drafts.changes[id]) ?? noChanges
  const base = useMemo(() => (trigger ? settingsOf(trigger) : emptyTrigger), [trigger])
  const draft = useMemo((): TriggerSettings => ({ ...base, ...changes }), [base, changes])
  const mistakes = useMemo(() => mistakesIn(TriggerSettings, draft), [draft])
  const [isChecked, setChecked] = useState(false)
  const [refused, setRefused] = useState<{ draft: TriggerSettings; error: Error } | null>(null)
  // What was refused may be right after the next change.
  const error = refused?.draft === draft ? refused.error : null
  const refusals = faultsOf(error)
  // What the server finds wrong with what is saved holds as long as nothing there was changed.
  const faults = (trigger?.faults ?? []).filter(({ path }) => !Object.hasOwn(changes, path.split('.', 1)[0] ?? ''))

  return {
    id,
    draft,
    base,
    changes,
    set: (next) => changeTriggerDraft(id, base, next),
    errorOf(path) {
      const fault = faultAt([...refusals, ...faults], path)
      if (fault !== null || !isChecked) return fault
      return mistakes.find((mistake) => isAt(mistake.path, path))?.words() ?? null
    },
    refusal: refusals.length > 0 ? null : error,
    check() {
      setChecked(true)
      return mistakes.length === 0
    },
    refuse: (failure) => setRefused({ draft, error: failure }),
  }
}

const noChanges: Partial<TriggerSettings> = {}

const settingNames = Object.keys(TriggerSettings.shape) as (keyof TriggerSettings)[]

const settingsOf = (trigger: Trigger): TriggerSettings =>
  Object.fromEntries(settingNames.map((name) => [name, trigger[name]])) as TriggerSettings
