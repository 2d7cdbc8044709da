import { ArrowDownToLine, Plus, Search } from 'lucide-react'
import { useRef } from 'react'
import type { ReactElement, RefObject } from 'react'
import { useWebhooks } from '#renderer/data/queries/webhooks.ts'
import { go, printRoute } from '#renderer/data/routes.ts'
import { Button, IconButton } from '#renderer/parts/button.tsx'
import { EmptyState } from '#renderer/parts/empty-state.tsx'
import { ErrorBox } from '#renderer/parts/error-box.tsx'
import { Input } from '#renderer/parts/field.tsx'
import { Skeleton } from '#renderer/parts/skeleton.tsx'
import type { Webhook } from '#shared/model/webhook.ts'
import { newWebhook, useIsDirty } from '#renderer/data/webhook-drafts.ts'
import { inboundHelp } from './inbound-help-place.ts'
import { useListKeys } from './use-list-keys.ts'
import { readWebhookFilter } from './webhook-filter.ts'
import { WebhookRow } from './webhook-row.tsx'

type PaneProps = { q: string; openId: string | null; tab: string | null }

/** Every webhook and how it fares; the filter on top. */
export function WebhookListPane({ q, openId, tab }: PaneProps): ReactElement {
  const { filter, mistake } = readWebhookFilter(q)
  const list = useWebhooks(filter)
  const items = list.data?.items ?? []
  const box = useRef<HTMLInputElement>(null)
  useListKeys({ items, openId, tab, q, focusFilter: () => box.current?.focus() })
  return (
    <section className="wh-list" aria-label="Webhooks">
      <header className="wh-bar">
        <h1 className="grow">Webhooks</h1>
        <IconButton label="New webhook" onClick={() => go({ screen: 'webhooks', id: newWebhook, tab: null, q })}>
          <Plus className="i" aria-hidden="true" />
        </IconButton>
      </header>
      <FilterBox box={box} q={q} openId={openId} tab={tab} mistake={mistake} />
      {list.error ? (
        <ErrorBox
          title="The webhooks could not be listed"
          error={list.error}
          action={<Button onClick={() => void list.refetch()}>Try again</Button>}
        />
      ) : (
        <Rows items={items} isLoading={list.isPending} isOld={list.isPlaceholderData} q={q} openId={openId} tab={tab} />
      )}
      {typeof list.data?.nextCursor === 'string' && <p className="hint">There are more: filter for the others.</p>}
      <a className="wh-inbound" href={printRoute({ screen: 'webhooks', id: inboundHelp, tab: null, q })}>
        <ArrowDownToLine className="i s" aria-hidden="true" />
        Receive from other systems
      </a>
    </section>
  )
}

function FilterBox({
  box,
  q,
  openId,
  tab,
  mistake,
}: PaneProps & { box: RefObject<HTMLInputElement | null>; mistake: string | null }): ReactElement {
  const filterBy = (text: string): void => go({ screen: 'webhooks', id: openId, tab, q: text }, { replace: true })
  return (
    <div className="wh-filter">
      <span className="wh-filter-box">
        <Search className="i s" aria-hidden="true" />
        <Input
          ref={box}
          aria-label="Filter webhooks"
          aria-invalid={mistake ? true : undefined}
          aria-describedby={mistake ? 'webhook-filter-mistake' : undefined}
          placeholder="Filter: status:paused event:task.created"
          value={q}
          onChange={(event) => filterBy(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return
            filterBy('')
            event.currentTarget.blur()
          }}
        />
      </span>
      {mistake && (
        <p className="hint bad" id="webhook-filter-mistake" role="alert">
          {mistake}
        </p>
      )}
    </div>
  )
}

type RowsProps = PaneProps & { items: readonly Webhook[]; isLoading: boolean; isOld: boolean }

function Rows({ items, isLoading, isOld, q, openId, tab }: RowsProps): ReactElement {
  const hasDraft = useIsDirty(newWebhook)
  if (isLoading) return <RowsSkeleton />
  if (items.length === 0 && !hasDraft && q !== '') {
    return (
      <EmptyState
        action={
          <Button onClick={() => go({ screen: 'webhooks', id: openId, tab, q: '' }, { replace: true })}>
            Clear the filter
          </Button>
        }
      >
        No webhook matches {q}.
      </EmptyState>
    )
  }
  return (
    <ul className="scroll wh-rows" data-old={isOld || undefined}>
      {(hasDraft || openId === newWebhook) && (
        <li>
          <a
            className="wh-row"
            href={printRoute({ screen: 'webhooks', id: newWebhook, tab: null, q })}
            aria-current={openId === newWebhook ? 'true' : undefined}
          >
            <b className="ell">New webhook</b>
            <small>{hasDraft ? 'Not made yet, kept as it is' : 'Not made yet'}</small>
          </a>
        </li>
      )}
      {items.map((webhook) => (
        <WebhookRow key={webhook.id} webhook={webhook} isOpen={webhook.id === openId} tab={tab} q={q} />
      ))}
    </ul>
  )
}

const RowsSkeleton = (): ReactElement => (
  <div className="wh-rows-skeleton" aria-busy="true" aria-label="Reading the webhooks">
    {['44%', '62%', '38%'].map((width) => (
      <Skeleton key={width} width={width} />
    ))}
  </div>
)
