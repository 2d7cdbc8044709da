import { ArrowUp } from 'lucide-react'
import type { ReactElement } from 'react'
import { useMemo, useState } from 'react'
import { AppError } from '#shared/contract/problem.ts'
import type { RequestRow } from '#shared/model/request.ts'
import { useLive } from '#renderer/data/live.ts'
import type { ManyToReplay } from '#renderer/data/queries/replays.ts'
import { useRequestList } from '#renderer/data/queries/request-list.ts'
import { useRequestCount } from '#renderer/data/queries/requests.ts'
import { useStatus } from '#renderer/data/queries/status.ts'
import { Button } from '#renderer/parts/button.tsx'
import { EmptyState } from '#renderer/parts/empty-state.tsx'
import { ErrorBox } from '#renderer/parts/error-box.tsx'
import { formatCount } from '#renderer/parts/format-bytes.ts'
import { Skeleton } from '#renderer/parts/skeleton.tsx'
import { BulkBar } from './bulk-bar.tsx'
import { RequestRows } from './request-rows.tsx'
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
  const setSize = useSetSize(q, rows.length)

  if (list.error && rows.length === 0) {
    return <ListError error={list.error} onClear={() => onQuery('')} onRetry={() => void list.refetch()} />
  }
  if (list.isPending) return <SkeletonRows />
  return (
    <div className="list-stage">
      <NewPill onShow={cursor.showNewest} />
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

/** A filter that the server cannot read is cleared; anything else is tried again. */
function ListError({
  error,
  onClear,
  onRetry,
}: {
  error: Error
  onClear: () => void
  onRetry: () => void
}): ReactElement {
  const isFilter = error instanceof AppError && (error.code === 'bad-query' || error.code === 'bad-input')
  return isFilter ? (
    <ErrorBox
      title="The filter cannot be understood"
      error={error}
      action={<Button onClick={onClear}>Clear filter</Button>}
    />
  ) : (
    <ErrorBox
      title="The requests could not be listed"
      error={error}
      action={<Button onClick={onRetry}>Try again</Button>}
    />
  )
}

/** How long the whole list is, for those who cannot see its scroll bar; -1 where nobody knows. */
function useSetSize(q: string, loaded: number): number {
  const { data: found } = useRequestCount(q)
  if (!found || found.isEstimate) return -1
  return Math.max(found.count, loaded)
}

function NewPill({ onShow }: { onShow: () => void }): ReactElement | null {
  const { waiting, isPaused } = useLive()
  if (waiting === 0 || isPaused) return null
  return (
    <button type="button" className="newpill" onClick={onShow}>
      <ArrowUp className="i s" aria-hidden="true" />
      {formatCount(waiting)} new
    </button>
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

const SkeletonRows = (): ReactElement => (
  <section aria-busy="true" aria-label="Requests are loading">
    {Array.from({ length: 12 }, (_, index) => (
      <div className="rq-skel" key={index}>
        <Skeleton width={88} />
        <Skeleton width={`${30 + ((index * 17) % 35)}%`} />
      </div>
    ))}
  </section>
)
