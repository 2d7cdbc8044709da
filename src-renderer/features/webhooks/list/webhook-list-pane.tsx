import { ArrowDownToLine, Plus } from 'lucide-react'
import { useRef } from 'react'
import type { ReactElement } from 'react'
import { useWebhooks } from '#renderer/data/queries/webhooks.ts'
import { go, printRoute } from '#renderer/data/routes.ts'
import { Button, IconButton } from '#renderer/parts/button.tsx'
import { EmptyState } from '#renderer/parts/empty-state.tsx'
import { ErrorBox } from '#renderer/parts/error-box.tsx'
import { PaneBar } from '#renderer/parts/pane-bar.tsx'
import { FindBox } from '#renderer/parts/side-list/find-box.tsx'
import { DraftRow, SideRows, SideSkeleton } from '#renderer/parts/side-list/side-rows.tsx'
import { useSideListKeys } from '#renderer/parts/side-list/use-side-list-keys.ts'
import type { Webhook } from '#shared/model/webhook.ts'
import { newWebhook, useIsDirty } from '#renderer/data/webhook-drafts.ts'
import { inboundHelp } from './inbound-help-place.ts'
import { readWebhookFilter } from './webhook-filter.ts'
import { WebhookRow } from './webhook-row.tsx'

type PaneProps = { q: string; openId: string | null; tab: string | null }

/** Every webhook and how it fares; the filter on top. */
export function WebhookListPane({ q, openId, tab }: PaneProps): ReactElement {
  const { filter: wanted, mistake } = readWebhookFilter(q)
  const list = useWebhooks(wanted)
  const items = list.data?.items ?? []
  const filter = { label: 'Filter webhooks', box: useRef<HTMLInputElement>(null) }
  const make = (): void => go({ screen: 'webhooks', id: newWebhook, tab: null, q })
  useSideListKeys({
    noun: 'webhook',
    items,
    openId,
    open: (id, isNext) => go({ screen: 'webhooks', id, tab: isNext ? tab : null, q }, { replace: isNext }),
    filter,
    make,
  })
  return (
    <section className="side-list" aria-label="Webhooks">
      <PaneBar>
        <h1 className="grow">Webhooks</h1>
        <IconButton label="New webhook" onClick={make}>
          <Plus className="i" aria-hidden="true" />
        </IconButton>
      </PaneBar>
      <FindBox
        {...filter}
        placeholder="Filter: status:paused crm"
        q={q}
        mistake={mistake}
        onFind={(text) => go({ screen: 'webhooks', id: openId, tab, q: text }, { replace: true })}
      />
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

type RowsProps = PaneProps & { items: readonly Webhook[]; isLoading: boolean; isOld: boolean }

function Rows({ items, isLoading, isOld, q, openId, tab }: RowsProps): ReactElement {
  const hasDraft = useIsDirty(newWebhook)
  if (isLoading) return <SideSkeleton label="Reading the webhooks" />
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
    <SideRows isOld={isOld}>
      {(hasDraft || openId === newWebhook) && (
        <DraftRow
          name="New webhook"
          href={printRoute({ screen: 'webhooks', id: newWebhook, tab: null, q })}
          isOpen={openId === newWebhook}
          hasDraft={hasDraft}
        />
      )}
      {items.map((webhook) => (
        <WebhookRow key={webhook.id} webhook={webhook} isOpen={webhook.id === openId} tab={tab} q={q} />
      ))}
    </SideRows>
  )
}
