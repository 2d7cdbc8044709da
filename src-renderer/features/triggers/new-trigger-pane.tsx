import type { ReactElement } from 'react'
import { go } from '#renderer/data/routes.ts'
import {
  changeTriggerDraft,
  dropTriggerDraft,
  emptyTrigger,
  newTrigger,
  useIsTriggerDirty,
} from '#renderer/data/trigger-drafts.ts'
import { Button } from '#renderer/parts/button.tsx'
import { useCommands } from '#renderer/parts/commands/commands.ts'
import { Keys } from '#renderer/parts/kbd.tsx'
import { PaneBar } from '#renderer/parts/pane-bar.tsx'
import { notify } from '#renderer/parts/toast.tsx'
import { TriggerBuilder } from './builder/trigger-builder.tsx'
import { useSaveTrigger } from './use-save-trigger.ts'
import { useTriggerForm } from './builder/use-trigger-form.ts'
import { Starters } from './starter-list.tsx'
import { TestPanel } from './test/test-panel.tsx'
import { useLiveTest } from './use-live-test.ts'

/** A trigger that is to be made. What is filled in stays when the screen is left. */
export function NewTriggerPane({ q }: { q: string }): ReactElement {
  const form = useTriggerForm(null)
  const { save, isSaving } = useSaveTrigger(form, null)
  const live = useLiveTest(form)
  const isDirty = useIsTriggerDirty(newTrigger)
  const drop = (): void => {
    const kept = form.changes
    dropTriggerDraft(newTrigger)
    go({ screen: 'triggers', id: null, tab: null, q })
    if (Object.keys(kept).length > 0)
      notify('New trigger dropped', () => changeTriggerDraft(newTrigger, emptyTrigger, kept))
  }
  useCommands([{ id: 'make-trigger', title: 'Save the draft', group: 'This trigger', keys: '$mod+s', run: save }])
  return (
    <div className="tr-panes">
      <article className="col" aria-label="New trigger">
        <PaneBar>
          <h1 className="grow ell">{form.draft.name || 'New trigger'}</h1>
          <Button onClick={drop}>Drop</Button>
          <Button look="primary" disabled={isSaving} onClick={save}>
            Save draft <Keys binding="$mod+s" />
          </Button>
        </PaneBar>
        <div className="scroll">
          {!isDirty && <Starters />}
          <TriggerBuilder form={form} test={live.test} />
        </div>
      </article>
      <TestPanel id={newTrigger} live={live} />
    </div>
  )
}
