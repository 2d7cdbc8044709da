import { useCreateTrigger, useUpdateTrigger } from '#renderer/data/queries/triggers.ts'
import { go } from '#renderer/data/routes.ts'
import { dropTriggerDraft, testTriggerWith } from '#renderer/data/trigger-drafts.ts'
import { notify, notifyError, notifyWhenDone } from '#renderer/parts/toast.tsx'
import type { Trigger } from '#shared/model/trigger.ts'
import type { TriggerForm } from './builder/use-trigger-form.ts'

/** Saves the form of a trigger, or makes the trigger; a refusal goes to the fields that it is about. */
export function useSaveTrigger(form: TriggerForm, trigger: Trigger | null): { save: () => void; isSaving: boolean } {
  const create = useCreateTrigger()
  const update = useUpdateTrigger()

  const make = (): void =>
    // Promises, not callbacks of the hooks: by the time it is made this form may be gone.
    void create.mutateAsync(form.draft).then((made) => {
      dropTriggerDraft(form.id)
      testTriggerWith(form.id, null)
      go({ screen: 'triggers', id: made.id, tab: null, q: '' }, { replace: true })
      notify(`Trigger ${made.name} made. It is off`)
    }, form.refuse)

  const change = (before: Trigger): void => {
    const { changes } = form
    const undo = Object.fromEntries(Object.keys(changes).map((name) => [name, before[name as keyof Trigger]]))
    const takeBack = (): void => void update.mutateAsync({ id: before.id, ...undo }).catch(notifyError)
    const saved = update.mutateAsync({ id: before.id, ...changes }).then((changed) => {
      dropTriggerDraft(before.id)
      return changed
    })
    notifyWhenDone(saved, ({ name }) => `Trigger ${name} saved`, takeBack, form.refuse)
  }

  const save = (): void => {
    if (!form.check()) return showFirstMistake()
    if (trigger === null) make()
    else if (Object.keys(form.changes).length > 0) change(trigger)
  }
  return { save, isSaving: create.isPending || update.isPending }
}

/** Takes the person to the first mistake, once it is drawn. */
function showFirstMistake(): void {
  requestAnimationFrame(() => {
    const field = document.querySelector<HTMLElement>('.tr-flow [aria-invalid], .tr-flow [role="alert"]')
    field?.scrollIntoView({ block: 'center' })
    field?.focus()
  })
}
