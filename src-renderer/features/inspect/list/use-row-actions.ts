import type { RequestRow } from '#shared/model/request.ts'
import { fetchCurl } from '#renderer/data/queries/request-files.ts'
import { useDeleteRequests, useRestoreRequests, useUpdateRequest } from '#renderer/data/queries/requests.ts'
import { copyText } from '#renderer/parts/copy-text.ts'
import { notify, notifyError } from '#renderer/parts/toast.tsx'
import { forgetRows } from './selection.ts'

export type RowActions = {
  remove: (rows: readonly RequestRow[], onDone?: () => void) => void
  togglePin: (rows: readonly RequestRow[]) => void
  setUnread: (rows: readonly RequestRow[], unread: boolean) => void
  copyCurl: (row: RequestRow) => Promise<void>
}

const countWords = (count: number): string => `${count} ${count === 1 ? 'request' : 'requests'}`

/** What can be done to one row or to many. */
export function useRowActions(): RowActions {
  const update = useUpdateRequest()
  const removal = useDeleteRequests()
  const restoration = useRestoreRequests()
  const change = (rows: readonly RequestRow[], changes: { pinned?: boolean; unread?: boolean }): void => {
    for (const { id } of rows) update.mutate({ id, ...changes }, { onError: notifyError })
  }
  const restore = (undoToken: string): void =>
    restoration.mutate(undoToken, {
      onSuccess: ({ count }) => notify(`${countWords(count)} restored`),
      onError: notifyError,
    })
  return {
    remove(rows, onDone) {
      const ids = rows.map(({ id }) => id)
      removal.mutate(ids, {
        onError: notifyError,
        onSuccess({ count, undoToken }) {
          forgetRows(ids)
          notify(`${countWords(count)} deleted`, undoToken === null ? undefined : () => restore(undoToken))
          onDone?.()
        },
      })
    },
    togglePin: (rows) => change(rows, { pinned: !rows.every(({ pinned }) => pinned) }),
    setUnread: (rows, unread) => change(rows, { unread }),
    copyCurl: (row) => fetchCurl(row.id).then((text) => copyText(text, 'cURL command'), notifyError),
  }
}
