import { Trash2 } from 'lucide-react'
import type { ReactElement } from 'react'
import { useDeleteTrigger, useRestoreTrigger, useTrigger } from '#renderer/data/queries/triggers.ts'
import { go } from '#renderer/data/routes.ts'
import { Button } from '#renderer/parts/button.tsx'
import { useCommands } from '#renderer/parts/commands/commands.ts'
import { EmptyState } from '#renderer/parts/empty-state.tsx'
import { ErrorBox } from '#renderer/parts/error-box.tsx'
import { Skeleton } from '#renderer/parts/skeleton.tsx'
import { notifyError, notifyWhenDone } from '#renderer/parts/toast.tsx'
import type { Trigger } from '#shared/model/trigger.ts'
import { TriggerBuilder } from './builder/trigger-builder.tsx'
import { useTriggerForm } from './builder/use-trigger-form.ts'
import { RunsTab } from './runs/runs-tab.tsx'
import { TestPanel } from './test/test-panel.tsx'
import { useLiveTest } from './use-live-test.ts'
import { TriggerBar } from './trigger-bar.tsx'

type PaneProps = { id: string; tab: string | null; q: string }

/** Everything about one trigger. */
export function TriggerPane({ id, tab, q }: PaneProps): ReactElement {
  const trigger = useTrigger(id)
  if (trigger.error) {
    const again = <Button onClick={() => void trigger.refetch()}>Try again</Button>
    return <ErrorBox title="The trigger could not be shown" error={trigger.error} action={again} />
  }
  if (!trigger.data) {
    return (
      <section className="tr-skeleton" aria-busy="true" aria-label="Reading the trigger">
        {['34%', '60%', '48%', '72%'].map((width) => (
          <Skeleton key={width} width={width} />
        ))}
      </section>
    )
  }
  if (trigger.data.deletedAt !== null) return <DeletedTrigger trigger={trigger.data} />
  return <OpenTrigger trigger={trigger.data} isLog={tab === 'runs'} q={q} />
}

function OpenTrigger({ trigger, isLog, q }: { trigger: Trigger; isLog: boolean; q: string }): ReactElement {
  const form = useTriggerForm(trigger)
  const live = useLiveTest(form)
  return (
    <div className="tr-panes">
      <article className="col" aria-label={`Trigger ${trigger.name}`}>
        <TriggerBar trigger={trigger} form={form} isLog={isLog} q={q} />
        <p className="tr-sentence">{trigger.sentence}</p>
        <div className="scroll">
          {isLog ? (
            <RunsTab triggerId={trigger.id} />
          ) : (
            <TriggerBuilder form={form} test={live.test}>
              <DeleteRow trigger={trigger} q={q} />
            </TriggerBuilder>
          )}
        </div>
      </article>
      <TestPanel id={trigger.id} live={live} />
    </div>
  )
}

/** The end of a trigger; it can be taken back. */
function DeleteRow({ trigger, q }: { trigger: Trigger; q: string }): ReactElement {
  const remove = useDeleteTrigger()
  const restore = useRestoreTrigger()
  const takeBack = async (): Promise<void> => {
    await restore.mutateAsync(trigger.id)
    go({ screen: 'triggers', id: trigger.id, tab: null, q })
  }
  const confirm = (): void =>
    notifyWhenDone(
      remove.mutateAsync(trigger.id).then(() => go({ screen: 'triggers', id: null, tab: null, q })),
      `Trigger ${trigger.name} deleted`,
      () => void takeBack().catch(notifyError),
    )
  useCommands([
    {
      id: 'delete-trigger',
      title: 'Delete',
      about: trigger.name,
      icon: Trash2,
      group: 'This trigger',
      keys: 'Delete',
      run: confirm,
    },
  ])
  return (
    <div className="tr-end row">
      <p className="hint grow">Its runs stay. It can be restored, and is off then.</p>
      <Button look="danger" disabled={remove.isPending} onClick={confirm}>
        <Trash2 className="i s" aria-hidden="true" />
        Delete {trigger.name}
      </Button>
    </div>
  )
}

function DeletedTrigger({ trigger }: { trigger: Trigger }): ReactElement {
  const restore = useRestoreTrigger()
  const bringBack = (
    <Button
      look="primary"
      disabled={restore.isPending}
      onClick={() => restore.mutate(trigger.id, { onError: notifyError })}
    >
      Restore {trigger.name}
    </Button>
  )
  return <EmptyState action={bringBack}>{trigger.name} was deleted. It runs on nothing.</EmptyState>
}
