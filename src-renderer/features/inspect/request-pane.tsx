import { Copy, Repeat2, SkipForward } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { ReactElement } from 'react'
import { useReplay } from '#renderer/data/queries/deliveries.ts'
import { fetchCurl } from '#renderer/data/queries/request-files.ts'
import { useCommands } from '#renderer/parts/commands/commands.ts'
import { copyText } from '#renderer/parts/copy-text.ts'
import type { MenuEntry } from '#renderer/parts/menu.tsx'
import { notify, notifyError } from '#renderer/parts/toast.tsx'
import type { DetailTab } from './detail/detail-tabs.ts'
import { RequestDetail } from './detail/request-detail.tsx'
import { useReplayMemory } from './replay/replay-memory.ts'
import { ReplayPane } from './replay/replay-pane.tsx'
import { exportCommands } from './list/copy-as.ts'

/** What stands beside the list: the request, or its replay. */
export function RequestPane({
  id,
  tab,
  compareId,
  menu,
  isReplaying,
  onTab,
  onReplaying,
}: {
  id: string
  tab: DetailTab
  compareId: string | null
  menu: readonly MenuEntry[]
  isReplaying: boolean
  onTab: (tab: DetailTab) => void
  onReplaying: (isReplaying: boolean) => void
}): ReactElement {
  const openReplay = (): void => onReplaying(true)
  useFocusAfterReplay(id, isReplaying)
  const copyCurl = (): void => void fetchCurl(id).then((text) => copyText(text, 'cURL command'), notifyError)
  const replayAtOnce = useReplayAtOnce(id, openReplay)
  useCommands([
    { id: 'replay', title: 'Replay', icon: Repeat2, group: 'This request', keys: 'r', run: openReplay },
    {
      id: 'replay-at-once',
      title: 'Replay to the last target',
      icon: SkipForward,
      group: 'This request',
      keys: 'Shift+R',
      run: replayAtOnce,
    },
    { id: 'copy-curl', title: 'Copy as cURL', icon: Copy, group: 'This request', keys: '$mod+Shift+c', run: copyCurl },
    ...exportCommands(id),
  ])
  if (!isReplaying) {
    return (
      <RequestDetail
        id={id}
        tab={tab}
        compareId={compareId}
        menu={menu}
        onTab={onTab}
        onReplay={openReplay}
        onCopyCurl={copyCurl}
      />
    )
  }
  return <ReplayPane id={id} onClose={() => onReplaying(false)} onOpenDeliveries={() => onTab('deliveries')} />
}

/** When the replay is closed, the focus goes where it was before, which may have been made anew; else to the row. */
function useFocusAfterReplay(id: string, isReplaying: boolean): void {
  const wasReplaying = useRef(isReplaying)
  useEffect(() => {
    const hasClosed = wasReplaying.current && !isReplaying
    wasReplaying.current = isReplaying
    if (!hasClosed || document.activeElement !== document.body) return
    const row = document.getElementById(id)
    const button = document.querySelector<HTMLElement>('[data-opens-replay]')
    ;(row ?? button)?.focus()
  }, [id, isReplaying])
}

/** Replays to the target of the last time, which has been asked about; without one the pane opens. */
function useReplayAtOnce(id: string, openReplay: () => void): () => void {
  const replay = useReplay()
  const target = useReplayMemory((memory) => memory.recent[0])
  return () => {
    if (target === undefined) return openReplay()
    replay.mutate({ id, url: target }, { onSuccess: () => notify(`Replayed to ${target}`), onError: notifyError })
  }
}
