import type { ReactElement } from 'react'
import { useMemo, useState } from 'react'
import type { RequestRow } from '#shared/model/request.ts'
import { useLive } from '#renderer/data/live.ts'
import type { ManyToReplay } from '#renderer/data/queries/replays.ts'
import { useRequestList } from '#renderer/data/queries/request-list.ts'
import { useRequestCount } from '#renderer/data/queries/requests.ts'
import { useStatus } from '#renderer/data/queries/status.ts'
import { Button } from '#renderer/parts/button.tsx'
import { EmptyState } from '#renderer/parts/empty-state.tsx'
import { formatCount } from '#renderer/parts/format-bytes.ts'
import { ListError, NewPill, setSizeOf, SkeletonRows } from '#renderer/parts/row-list/row-states.tsx'
import { BulkBar } from './bulk-bar.tsx'
import { RequestRows, useRowHeight } from './request-rows.tsx'
import { RowMenu } from './row-menu.tsx'
import { useListCommands } from './use-list-commands.ts'
import { useListCursor } from './use-list-cursor.ts'
import { useRowActions } from './use-row-actions.ts'
import './request-rows.css'

type ListProps = {
  q: string
  openId: string | null
  tab: string | null
  onQuery: (q: string) => void
  onNote: (row: RequestRow) => void
  onReplay: (many: ManyToReplay) => void
}

/** The list with its states, its keys and what they open. */
export function RequestList(props: ListProps): ReactElement {
  const { q, openId, tab, onQuery, onNote, onReplay } = props
  const list = useRequestList(q)
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data])
  const cursor = useListCursor({ rows, q, openId, tab })
  const actions = useRowActions()
  const [menuRow, setMenuRow] = useState<RequestRow | null>(null)
  const remove = (): void => actions.remove(cursor.targets, cursor.leaveRemoved)
  const replaySelected = (): void => onReplay({ ids: cursor.targets.map(({ id }) => id) })
  const replayFound = q === '' ? null : (): void => onReplay({ q })
  const opening = { openMenu: setMenuRow, openNote: onNote }
  useListCommands({ ...cursor, ...opening, actions, remove, replaySelected, replayFound })
  const setSize = setSizeOf(useRequestCount(q).data, rows.length)
  const rowHeight = useRowHeight()
  const { waiting, isPaused } = useLive()

  if (list.error && rows.length === 0) {
    return (
      <ListError what="requests" error={list.error} onClear={() => onQuery('')} onRetry={() => void list.refetch()} />
    )
  }
  if (list.isPending) return <SkeletonRows label="Requests are loading" rowHeight={rowHeight} />
  return (
    <div className="list-stage">
      <NewPill waiting={isPaused ? 0 : waiting} onShow={cursor.showNewest} />
      {rows.length === 0 ? (
        <NoMatch q={q} onClear={() => onQuery('')} />
      ) : (
        <RequestRows
          rows={rows}
          cursor={cursor}
          setSize={setSize}
          openId={openId}
          isStale={list.isPlaceholderData}
          hasMore={list.hasNextPage}
          onEnd={() => !list.isFetchingNextPage && void list.fetchNextPage()}
          onMenu={setMenuRow}
        />
      )}
      {cursor.selectedRows.length > 0 && (
        <BulkBar rows={cursor.selectedRows} actions={{ ...actions, remove }} onReplay={replaySelected} />
      )}
      <RowMenu
        row={menuRow}
        actions={actions}
        onClose={() => setMenuRow(null)}
        onOpen={(row) => cursor.open(row.id)}
        onNote={onNote}
        onQuery={onQuery}
      />
    </div>
  )
}

function NoMatch({ q, onClear }: { q: string; onClear: () => void }): ReactElement {
  const kept = useStatus().data?.requestCount ?? 0
  if (q === '') return <EmptyState>Requests appear here as they arrive.</EmptyState>
  return (
    <EmptyState action={<Button onClick={onClear}>Clear filter</Button>}>
      Nothing matches <code>{q}</code>. Without the filter there are {formatCount(kept)}.
    </EmptyState>
  )
}
