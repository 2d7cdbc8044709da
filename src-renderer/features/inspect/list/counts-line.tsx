import type { ReactElement } from 'react'
import { useLive } from '#renderer/data/live.ts'
import { useMarkRead, useRequestCount } from '#renderer/data/queries/requests.ts'
import { useStatus } from '#renderer/data/queries/status.ts'
import { formatCount } from '#renderer/parts/format-bytes.ts'
import { notify, notifyError } from '#renderer/parts/toast.tsx'

/** How many requests there are, and what can be done to all of them. */
export function CountsLine({ q, onReplay }: { q: string; onReplay: () => void }): ReactElement {
  const { data: found } = useRequestCount(q)
  const kept = useKeptCount()
  const markRead = useMarkRead()
  const markAll = (): void =>
    markRead.mutate(q === '' ? {} : { q }, {
      onSuccess: ({ count }) => notify(`${formatCount(count)} marked as read`),
      onError: notifyError,
    })
  return (
    <div className="lh">
      <span>
        {q !== '' && found && (
          <>
            <b className="m mid">{`${found.isEstimate ? 'about ' : ''}${formatCount(found.count)}`}</b>
            {' match · '}
          </>
        )}
        {kept !== undefined && `${formatCount(kept)} kept`}
      </span>
      <Pace />
      {q !== '' && (
        <button type="button" onClick={onReplay}>
          Replay these…
        </button>
      )}
      <button type="button" className="hide-n" onClick={markAll}>
        Mark all read
      </button>
      <span className="hide-n" aria-hidden="true">
        ·
      </span>
      <span>Newest first</span>
    </div>
  )
}

/** How many there are without a filter: exactly while they can be counted, else as the counters say. */
function useKeptCount(): number | undefined {
  const { data: all } = useRequestCount('')
  const { data: status } = useStatus()
  return all?.isEstimate ? status?.requestCount : all?.count
}

/** Why rows do not stream, when they do not. */
function Pace(): ReactElement {
  const { isFlooding, isPaused, waiting } = useLive()
  if (isPaused) return <span>{waiting > 0 ? `Paused, ${formatCount(waiting)} new` : 'Paused'}</span>
  if (isFlooding) return <span>More than 20 a second: the list waits, the tape is live</span>
  return <span />
}
