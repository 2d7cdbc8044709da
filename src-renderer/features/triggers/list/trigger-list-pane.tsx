import { Plus } from 'lucide-react'
import { useRef } from 'react'
import type { ReactElement } from 'react'
import { useTriggers } from '#renderer/data/queries/triggers.ts'
import { go, printRoute } from '#renderer/data/routes.ts'
import { newTrigger, useIsTriggerDirty } from '#renderer/data/trigger-drafts.ts'
import { Button } from '#renderer/parts/button.tsx'
import { EmptyState } from '#renderer/parts/empty-state.tsx'
import { ErrorBox } from '#renderer/parts/error-box.tsx'
import { PaneBar } from '#renderer/parts/pane-bar.tsx'
import { FindBox } from '#renderer/parts/side-list/find-box.tsx'
import { DraftRow, SideRows, SideSkeleton } from '#renderer/parts/side-list/side-rows.tsx'
import { useSideListKeys } from '#renderer/parts/side-list/use-side-list-keys.ts'
import type { Trigger } from '#shared/model/trigger.ts'
import { TriggerRow } from './trigger-row.tsx'

type PaneProps = { q: string; openId: string | null }

/** Every trigger and how it fares; what finds them on top. */
export function TriggerListPane({ q, openId }: PaneProps): ReactElement {
  const list = useTriggers(q)
  const items = list.data?.items ?? []
  const filter = { label: 'Find triggers', box: useRef<HTMLInputElement>(null) }
  const open = (id: string | null, replace = false): void => go({ screen: 'triggers', id, tab: null, q }, { replace })
  const make = (): void => open(newTrigger)
  useSideListKeys({ noun: 'trigger', items, openId, open, filter, make })
  return (
    <section className="side-list" aria-label="Triggers">
      <PaneBar>
        <h1 className="grow">Triggers</h1>
        <Button small onClick={make}>
          <Plus className="i s" aria-hidden="true" />
          New
        </Button>
      </PaneBar>
      <FindBox
        {...filter}
        placeholder="Find"
        q={q}
        onFind={(text) => go({ screen: 'triggers', id: openId, tab: null, q: text }, { replace: true })}
      />
      {list.error ? (
        <ErrorBox
          title="The triggers could not be listed"
          error={list.error}
          action={<Button onClick={() => void list.refetch()}>Try again</Button>}
        />
      ) : (
        <Rows items={items} isLoading={list.isPending} isOld={list.isPlaceholderData} q={q} openId={openId} />
      )}
    </section>
  )
}

type RowsProps = PaneProps & { items: readonly Trigger[]; isLoading: boolean; isOld: boolean }

function Rows({ items, isLoading, isOld, q, openId }: RowsProps): ReactElement {
  const hasDraft = useIsTriggerDirty(newTrigger)
  if (isLoading) return <SideSkeleton label="Reading the triggers" />
  if (items.length === 0 && q !== '') {
    const clear = (
      <Button onClick={() => go({ screen: 'triggers', id: openId, tab: null, q: '' }, { replace: true })}>
        Clear the filter
      </Button>
    )
    return <EmptyState action={clear}>No trigger has “{q}” in its name or its sentence.</EmptyState>
  }
  return (
    <SideRows isOld={isOld}>
      {(hasDraft || openId === newTrigger) && (
        <DraftRow
          name="New trigger"
          href={printRoute({ screen: 'triggers', id: newTrigger, tab: null, q })}
          isOpen={openId === newTrigger}
          hasDraft={hasDraft}
        />
      )}
      {items.map((trigger) => (
        <TriggerRow key={trigger.id} trigger={trigger} isOpen={trigger.id === openId} q={q} />
      ))}
    </SideRows>
  )
}
