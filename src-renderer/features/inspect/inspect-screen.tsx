import { ArrowLeft, Import } from 'lucide-react'
import type { ReactElement } from 'react'
import { useEffect, useRef, useState } from 'react'
import type { RequestRow } from '#shared/model/request.ts'
import type { ManyToReplay } from '#renderer/data/queries/replays.ts'
import { useRequestList } from '#renderer/data/queries/request-list.ts'
import { useRequest, useUpdateRequest } from '#renderer/data/queries/requests.ts'
import { go } from '#renderer/data/routes.ts'
import { useIsOnePane } from '#renderer/data/window-width.ts'
import { Button } from '#renderer/parts/button.tsx'
import { useCommands } from '#renderer/parts/commands/commands.ts'
import { EmptyState } from '#renderer/parts/empty-state.tsx'
import { PaneBack } from '#renderer/parts/pane-bar.tsx'
import { SplitPane } from '#renderer/parts/split-pane.tsx'
import { detailTabOf } from './detail/detail-tabs.ts'
import { FirstRun } from './first-run.tsx'
import { ImportDialog } from './import/import-dialog.tsx'
import { understoodPart } from './list/filter-terms.ts'
import { NoteDialog } from './list/note-dialog.tsx'
import { RequestListPane } from './list/request-list-pane.tsx'
import { rowMenuEntries } from './list/row-menu.tsx'
import { clearSelection, useCompareId } from './list/selection.ts'
import { useRowActions } from './list/use-row-actions.ts'
import { ReplayManyDialog } from './replay/replay-many-dialog.tsx'
import { ReplayProgress } from './replay/replay-progress.tsx'
import { RequestPane } from './request-pane.tsx'

type InspectProps = { id: string | null; tab: string | null; q: string }

/** What arrived, and why it did what it did. Before anything has arrived: how to send something. */
export function InspectScreen({ id, tab, q }: InspectProps): ReactElement {
  const { data } = useRequestList(understoodPart(q))
  const [noteRow, setNoteRow] = useState<RequestRow | null>(null)
  const [many, setMany] = useState<ManyToReplay | null>(null)
  const [isImporting, setImporting] = useState(false)
  useCommands([
    {
      id: 'import',
      title: 'Import requests…',
      icon: Import,
      group: 'Everywhere',
      keys: 'Shift+I',
      run: () => setImporting(true),
    },
  ])
  const importing = <ImportDialog open={isImporting} onClose={() => setImporting(false)} />
  const isOnePane = useIsOnePane()
  const newestId = data?.pages[0]?.items[0]?.id ?? null
  const isFirstRun = q === '' && id === null && data !== undefined && newestId === null
  useOpenFirst(isFirstRun, newestId)
  if (isFirstRun) {
    return (
      <>
        <FirstRun />
        {importing}
      </>
    )
  }
  const list = (
    <RequestListPane q={q} openId={id} tab={tab} progress={<ReplayProgress />} onNote={setNoteRow} onReplay={setMany} />
  )
  const detail =
    id === null ? (
      <EmptyState>Choose a request to see what arrived and why it did what it did.</EmptyState>
    ) : (
      // No key: the panes keep what was there until the next request has come.
      <OpenRequest id={id} tab={tab} q={q} onNote={setNoteRow} />
    )
  return (
    <>
      {isOnePane ? (
        <OnePane list={list} detail={detail} isOpen={id !== null} q={q} />
      ) : (
        <SplitPane id="inspect" left={list} right={detail} />
      )}
      <ReplayManyDialog many={many} onClose={() => setMany(null)} />
      {importing}
      <NoteDialog row={noteRow} onClose={() => setNoteRow(null)} />
    </>
  )
}

/** Where there is no room for both, list and detail take turns. */
const OnePane = ({
  list,
  detail,
  isOpen,
  q,
}: {
  list: ReactElement
  detail: ReactElement
  isOpen: boolean
  q: string
}): ReactElement =>
  isOpen ? (
    <div className="col">
      <PaneBack>
        <Button small look="ghost" onClick={() => go({ screen: 'inspect', id: null, tab: null, q })}>
          <ArrowLeft className="i s" aria-hidden="true" />
          All requests
        </Button>
      </PaneBack>
      {detail}
    </div>
  ) : (
    list
  )

const replayTab = 'replay'

/** The opened request: the address says which of its tabs, or its replay. */
function OpenRequest({
  id,
  tab,
  q,
  onNote,
}: InspectProps & { id: string; onNote: (row: RequestRow) => void }): ReactElement {
  const { data: row } = useRequest(id)
  const compareId = useCompareId(id)
  const actions = useRowActions()
  useReadMark(row)
  const show = (next: string | null): void => go({ screen: 'inspect', id, tab: next, q })
  const close = (): void => go({ screen: 'inspect', id: null, tab: null, q }, { replace: true })
  const backOut = (): void => {
    if (tab === replayTab) show(null)
    else if (!clearSelection()) go({ screen: 'inspect', id: null, tab: null, q })
  }
  useCommands([
    { id: 'back-out', title: 'Back out', group: 'This request', keys: 'Escape', keysOnly: true, run: backOut },
  ])
  const intents = {
    actions: { ...actions, remove: (rows: readonly RequestRow[]) => actions.remove(rows, close) },
    onNote,
    onQuery: (next: string) => go({ screen: 'inspect', id, tab, q: next }),
  }
  return (
    <RequestPane
      id={id}
      tab={detailTabOf(tab ?? undefined)}
      compareId={compareId}
      menu={row ? rowMenuEntries(row, intents) : []}
      isReplaying={tab === replayTab}
      onTab={show}
      onReplaying={(isReplaying) => show(isReplaying ? replayTab : null)}
    />
  )
}

/** What has been opened has been read. */
function useReadMark(row: RequestRow | undefined): void {
  const { mutate } = useUpdateRequest()
  const unreadId = row?.unread ? row.id : null
  const marked = useRef<string | null>(null)
  useEffect(() => {
    // Once only: someone may mark it unread again while it is open.
    if (unreadId === null || marked.current === unreadId) return
    marked.current = unreadId
    mutate({ id: unreadId, unread: false })
  }, [unreadId, mutate])
}

/** The very first request opens by itself. */
function useOpenFirst(isFirstRun: boolean, newestId: string | null): void {
  const wasFirstRun = useRef(false)
  useEffect(() => {
    if (wasFirstRun.current && newestId !== null) {
      go({ screen: 'inspect', id: newestId, tab: null, q: '' }, { replace: true })
    }
    wasFirstRun.current = isFirstRun
  }, [isFirstRun, newestId])
}
