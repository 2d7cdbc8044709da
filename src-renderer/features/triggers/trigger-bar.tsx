import { Undo2 } from 'lucide-react'
import type { ReactElement } from 'react'
import { useUpdateTrigger } from '#renderer/data/queries/triggers.ts'
import { go } from '#renderer/data/routes.ts'
import { changeTriggerDraft, dropTriggerDraft, useIsTriggerDirty } from '#renderer/data/trigger-drafts.ts'
import { Button } from '#renderer/parts/button.tsx'
import { useCommands } from '#renderer/parts/commands/commands.ts'
import { Keys } from '#renderer/parts/kbd.tsx'
import { PaneBar } from '#renderer/parts/pane-bar.tsx'
import { Switch } from '#renderer/parts/switch.tsx'
import { notify, notifyError, notifyWhenDone } from '#renderer/parts/toast.tsx'
import type { Trigger } from '#shared/model/trigger.ts'
import { useSaveTrigger } from './use-save-trigger.ts'
import type { TriggerForm } from './builder/use-trigger-form.ts'

type BarProps = { trigger: Trigger; form: TriggerForm; isLog: boolean; q: string }

/** What can be done with a trigger at any time: switch it, see its runs, save it. */
export function TriggerBar({ trigger, form, isLog, q }: BarProps): ReactElement {
  const { save, isSaving } = useSaveTrigger(form, trigger)
  const isDirty = useIsTriggerDirty(trigger.id)
  const { isLocked, flip } = useSwitch(trigger)
  const drop = (): void => {
    const kept = form.changes
    dropTriggerDraft(trigger.id)
    notify('Changes dropped', () => changeTriggerDraft(trigger.id, form.base, kept))
  }
  const toggleLog = (): void => go({ screen: 'triggers', id: trigger.id, tab: isLog ? null : 'runs', q })
  const own = { about: trigger.name, group: 'This trigger' } as const
  useCommands([
    { ...own, id: 'save-trigger', title: 'Save', keys: '$mod+s', run: save },
    {
      ...own,
      id: 'switch-trigger',
      title: trigger.enabled ? 'Switch off' : 'Switch on',
      keys: 'p',
      isEnabled: !isLocked,
      run: flip,
    },
    { ...own, id: 'run-log', title: isLog ? 'Settings' : 'Run log', keys: 'l', run: toggleLog },
  ])
  return (
    <PaneBar>
      <h1 className="ell">{trigger.name}</h1>
      <span className="dim grow ell">v{trigger.version}</span>
      <Switch checked={trigger.enabled} disabled={isLocked} onChange={flip}>
        {trigger.enabled ? 'On' : 'Off'}
      </Switch>
      <Button aria-pressed={isLog} onClick={toggleLog}>
        Run log
      </Button>
      {isDirty && (
        <Button look="ghost" onClick={drop}>
          <Undo2 className="i s" aria-hidden="true" />
          Drop changes
        </Button>
      )}
      <Button look="primary" disabled={!isDirty || isSaving} onClick={save}>
        Save <Keys binding="$mod+s" />
      </Button>
    </PaneBar>
  )
}

/** Switches a trigger; one with a fault can only be switched off. */
function useSwitch(trigger: Trigger): { isLocked: boolean; flip: () => void } {
  const update = useUpdateTrigger()
  const { id, name, enabled } = trigger
  const set = (on: boolean): Promise<Trigger> => update.mutateAsync({ id, enabled: on })
  const flip = (): void =>
    notifyWhenDone(set(!enabled), `${name} is ${enabled ? 'off' : 'on'}`, () => void set(enabled).catch(notifyError))
  return { isLocked: !enabled && trigger.faults.length > 0, flip }
}
