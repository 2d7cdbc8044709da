import type { RequestRow } from '#shared/model/request.ts'
import { fetchCurl } from '#renderer/data/queries/request-files.ts'
import { useDeleteRequests, useRestoreRequests, useUpdateRequest } from '#renderer/data/queries/requests.ts'
import { copyText } from '#renderer/parts/copy-text.ts'
import { notify, notifyError } from '#renderer/parts/toast.tsx'
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
  const restore = async (undoToken: string): Promise<void> => {
    const { count } = await restoration.mutateAsync(undoToken)
    notify(`${countWords(count)} restored`)
  }
  const remove = async (rows: readonly RequestRow[], onDone?: () => void): Promise<void> => {
    const ids = rows.map(({ id }) => id)
    const { count, undoToken } = await removal.mutateAsync(ids)
    forgetRows(ids)
    const undo = undoToken === null ? undefined : () => void restore(undoToken).catch(notifyError)
    notify(`${countWords(count)} deleted`, undo)
    onDone?.()
  }
  return {
    // Promises, not callbacks of `mutate`: those are told of the last of several only, and each must be undoable.
    remove: (rows, onDone) => void remove(rows, onDone).catch(notifyError),
    togglePin: (rows) => change(rows, { pinned: !rows.every(({ pinned }) => pinned) }),
    setUnread: (rows, unread) => change(rows, { unread }),
    share: (rows) => shareRequests(rows.map(({ id }) => id)),
    copyCurl: (row) => fetchCurl(row.id).then((text) => copyText(text, 'cURL command'), notifyError),
  }
}
