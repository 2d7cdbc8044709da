import type { ReactElement } from 'react'
import { useMemo, useState } from 'react'
import type { DeliveryRow } from '#shared/model/delivery.ts'
import { useWaitingDeliveries } from '#renderer/data/live-deliveries.ts'
import { useDeliveryCount, useDeliveryList } from '#renderer/data/queries/delivery-list.ts'
import { go } from '#renderer/data/routes.ts'
import { Button } from '#renderer/parts/button.tsx'
import { EmptyState } from '#renderer/parts/empty-state.tsx'
import { formatCount } from '#renderer/parts/format-bytes.ts'
import { ListError, NewPill, setSizeOf, SkeletonRows } from '#renderer/parts/row-list/row-states.tsx'
import { BulkBar } from './bulk-bar.tsx'
import type { DeliveryIntents } from './delivery-intents.ts'
import { DeliveryRows, useRowHeight } from './delivery-rows.tsx'
import { RowMenu } from './row-menu.tsx'
import { useDeliveryCommands } from './use-delivery-commands.ts'
import { useDeliveryCursor } from './use-delivery-cursor.ts'
import './delivery-rows.css'

type ListProps = Omit<DeliveryIntents, 'targets'> & {
  q: string
  openId: string | null
  tab: string | null
  onQuery: (q: string) => void
}

/** The list with its states, its keys and what they open. */
export function DeliveryList({ q, openId, tab, onQuery, ...intents }: ListProps): ReactElement {
  const list = useDeliveryList(q)
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data])
  const cursor = useDeliveryCursor({ rows, q, openId, tab })
  const [menuRow, setMenuRow] = useState<DeliveryRow | null>(null)
  useDeliveryCommands(cursor, { ...intents, targets: cursor.targets }, setMenuRow)
  const setSize = setSizeOf(useDeliveryCount(q).data, rows.length)
  const rowHeight = useRowHeight()
  const { waiting } = useWaitingDeliveries()

  if (list.error && rows.length === 0) {
    return (
      <ListError what="deliveries" error={list.error} onClear={() => onQuery('')} onRetry={() => void list.refetch()} />
    )
  }
  if (list.isPending) return <SkeletonRows label="Deliveries are loading" rowHeight={rowHeight} />
  return (
    <div className="list-stage">
      <NewPill waiting={waiting} onShow={cursor.showNewest} />
      {rows.length === 0 ? (
        <Nothing q={q} onClear={() => onQuery('')} />
      ) : (
        <>
          <Head />
          <DeliveryRows
            rows={rows}
            cursor={cursor}
            setSize={setSize}
            openId={openId}
            isStale={list.isPlaceholderData}
            hasMore={list.hasNextPage}
            onEnd={() => !list.isFetchingNextPage && void list.fetchNextPage()}
            onMenu={setMenuRow}
          />
        </>
      )}
      {cursor.selectedRows.length > 0 && <BulkBar {...intents} targets={cursor.selectedRows} />}
      <RowMenu
        {...intents}
        row={menuRow}
        q={q}
        onClose={() => setMenuRow(null)}
        onOpen={(row) => cursor.open(row.id)}
        onQuery={onQuery}
      />
    </div>
  )
}

// Heads of a listbox belong to nobody who cannot see them: each row says what its parts are.
const Head = (): ReactElement => (
  <div className="dv-head" aria-hidden="true">
    <span />
    <span>
      <span>Status</span>
    </span>
    <span>Event and target</span>
    <span>Attempts</span>
    <span>Result</span>
    <span>Next or done</span>
  </div>
)

function Nothing({ q, onClear }: { q: string; onClear: () => void }): ReactElement {
  const all = useDeliveryCount('').data?.count ?? 0
  if (q === '') {
    const inspect = (): void => go({ screen: 'inspect', id: null, tab: null, q: '' })
    return (
      <EmptyState action={<Button onClick={inspect}>Choose a request to replay</Button>}>
        Nothing sent yet. What is relayed, forwarded, replayed or sent to a webhook appears here.
      </EmptyState>
    )
  }
  return (
    <EmptyState action={<Button onClick={onClear}>Clear filter</Button>}>
      Nothing matches <code>{q}</code>. Without the filter there {all === 1 ? 'is' : 'are'} {formatCount(all)}.
    </EmptyState>
  )
}
