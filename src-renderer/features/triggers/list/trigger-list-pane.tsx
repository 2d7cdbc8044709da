import { Plus, Search } from 'lucide-react'
import { useRef } from 'react'
import type { ReactElement, RefObject } from 'react'
import { useTriggers } from '#renderer/data/queries/triggers.ts'
import { go, printRoute } from '#renderer/data/routes.ts'
import { newTrigger, useIsTriggerDirty } from '#renderer/data/trigger-drafts.ts'
import { Button } from '#renderer/parts/button.tsx'
import { EmptyState } from '#renderer/parts/empty-state.tsx'
import { ErrorBox } from '#renderer/parts/error-box.tsx'
import { Input } from '#renderer/parts/field.tsx'
import { Skeleton } from '#renderer/parts/skeleton.tsx'
import type { Trigger } from '#shared/model/trigger.ts'
import { TriggerRow } from './trigger-row.tsx'
import { useListKeys } from './use-list-keys.ts'

type PaneProps = { q: string; openId: string | null }

/** Every trigger and how it fares; what finds them on top. */
export function TriggerListPane({ q, openId }: PaneProps): ReactElement {
  const list = useTriggers(q)
  const items = list.data?.items ?? []
  const box = useRef<HTMLInputElement>(null)
  useListKeys({ items, openId, q, focusFilter: () => box.current?.focus() })
  return (
    <section className="tr-list" aria-label="Triggers">
      <header className="tr-bar">
        <h1 className="grow">Triggers</h1>
        <Button small onClick={() => go({ screen: 'triggers', id: newTrigger, tab: null, q })}>
          <Plus className="i s" aria-hidden="true" />
          New
        </Button>
      </header>
      <FindBox box={box} q={q} openId={openId} />
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

function FindBox({ box, q, openId }: PaneProps & { box: RefObject<HTMLInputElement | null> }): ReactElement {
  const find = (text: string): void => go({ screen: 'triggers', id: openId, tab: null, q: text }, { replace: true })
  return (
    <div className="tr-find">
      <span className="tr-find-box">
        <Search className="i s" aria-hidden="true" />
        <Input
          ref={box}
          aria-label="Find triggers"
          placeholder="Find"
          value={q}
          onChange={(event) => find(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return
            find('')
            event.currentTarget.blur()
          }}
        />
      </span>
    </div>
  )
}

type RowsProps = PaneProps & { items: readonly Trigger[]; isLoading: boolean; isOld: boolean }

function Rows({ items, isLoading, isOld, q, openId }: RowsProps): ReactElement {
  const hasDraft = useIsTriggerDirty(newTrigger)
  if (isLoading) {
    return (
      <div className="tr-rows-skeleton" aria-busy="true" aria-label="Reading the triggers">
        {['44%', '62%', '38%'].map((width) => (
          <Skeleton key={width} width={width} />
        ))}
      </div>
    )
  }
  if (items.length === 0 && q !== '') {
    const clear = (
      <Button onClick={() => go({ screen: 'triggers', id: openId, tab: null, q: '' }, { replace: true })}>
        Clear the filter
      </Button>
    )
    return <EmptyState action={clear}>No trigger has “{q}” in its name or its sentence.</EmptyState>
  }
  return (
    <ul className="scroll tr-rows" data-old={isOld || undefined}>
      {(hasDraft || openId === newTrigger) && (
        <li>
          <a
            className="tr-row"
            href={printRoute({ screen: 'triggers', id: newTrigger, tab: null, q })}
            aria-current={openId === newTrigger ? 'true' : undefined}
          >
            <b className="ell">New trigger</b>
            <small>{hasDraft ? 'Not made yet, kept as it is' : 'Not made yet'}</small>
          </a>
        </li>
      )}
      {items.map((trigger) => (
        <TriggerRow key={trigger.id} trigger={trigger} isOpen={trigger.id === openId} q={q} />
      ))}
    </ul>
  )
}
