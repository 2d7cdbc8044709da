import type { RequestRow } from '#shared/model/request.ts'
import { fetchCurl } from '#renderer/data/queries/request-files.ts'
import { useDeleteRequests, useRestoreRequests, useUpdateRequest } from '#renderer/data/queries/requests.ts'
import { copyText } from '#renderer/parts/copy-text.ts'
import { notify, notifyError, notifyWhenDone } from '#renderer/parts/toast.tsx'
import { shareRequests } from './copy-as.ts'
import { forgetRows } from './selection.ts'

export type RowActions = {
  remove: (rows: readonly RequestRow[], onDone?: () => void) => void
  togglePin: (rows: readonly RequestRow[]) => void
  setUnread: (rows: readonly RequestRow[], unread: boolean) => void
  copyCurl: (row: RequestRow) => Promise<void>
  share: (rows: readonly RequestRow[]) => void
}

const countWords = (count: number): string => `${count} ${count === 1 ? 'request' : 'requests'}`

/** What can be done to one row or to many. */
export function useRowActions(): RowActions {
  const update = useUpdateRequest()
  const removal = useDeleteRequests()
  const restoration = useRestoreRequests()
  const change = (rows: readonly RequestRow[], changes: { pinned?: boolean; unread?: boolean }): void => {
    for (const { id } of rows) update.mutateAsync({ id, ...changes }).catch(notifyError)
  }
  const restore = async ({ undoToken }: { undoToken: string | null }): Promise<void> => {
    // There is none where others had deleted them all before.
    if (undoToken === null) return
    const { count } = await restoration.mutateAsync(undoToken)
    notify(`${countWords(count)} restored`)
  }
  // Promises, not callbacks of `mutate`: those are told of the last of several only, and each must be undoable.
  const remove = (rows: readonly RequestRow[], onDone?: () => void): void => {
    const ids = rows.map(({ id }) => id)
    const removed = removal.mutateAsync(ids).then((result) => {
      forgetRows(ids)
      onDone?.()
      return result
    })
    notifyWhenDone(
      removed,
      ({ count }) => `${countWords(count)} deleted`,
      (result) => void restore(result).catch(notifyError),
    )
  }
  return {
    remove,
    togglePin: (rows) => change(rows, { pinned: !rows.every(({ pinned }) => pinned) }),
    setUnread: (rows, unread) => change(rows, { unread }),
    share: (rows) => shareRequests(rows.map(({ id }) => id)),
    copyCurl: (row) => fetchCurl(row.id).then((text) => copyText(text, 'cURL command'), notifyError),
  }
}
