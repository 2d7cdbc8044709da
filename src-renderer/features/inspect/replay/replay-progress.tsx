import { X } from 'lucide-react'
import { useState } from 'react'
import type { ReactElement } from 'react'
import { useCancelReplay, useReplays } from '#renderer/data/queries/replays.ts'
import { Button, IconButton } from '#renderer/parts/button.tsx'
import { formatCount } from '#renderer/parts/format-bytes.ts'
import { notifyError } from '#renderer/parts/toast.tsx'
import type { Replay } from '#shared/model/replay.ts'
import './replay.css'

/** How far the replay of many has come, and how it ended, until that is put away. */
export function ReplayProgress(): ReactElement | null {
  const cancel = useCancelReplay()
  const { newest, hide } = useToldReplay()
  if (!newest) return null
  const isRunning = newest.state === 'running'
  return (
    <div className="replay-progress">
      <div className="grow" role="status">
        <p className="ell">
          <b className="m">{progressTitle(newest)}</b> {newest.targetUrl !== null && `to ${newest.targetUrl}`}
        </p>
        {newest.problems[0] && <p className="hint bad ell">{newest.problems[0].message}</p>}
      </div>
      <progress aria-label="Replayed" max={newest.total} value={doneOf(newest)} />
      {isRunning ? (
        <Button
          small
          aria-disabled={cancel.isPending}
          onClick={() => !cancel.isPending && cancel.mutate(newest.id, { onError: notifyError })}
        >
          {cancel.isPending ? 'Cancelling' : 'Cancel'}
        </Button>
      ) : (
        <IconButton small label="Hide the replay" onClick={hide}>
          <X className="i s" aria-hidden="true" />
        </IconButton>
      )}
    </div>
  )
}

/** The newest replay, while there is something to tell: one that was over before this window came is told by its deliveries. */
function useToldReplay(): { newest: Replay | null; hide: () => void } {
  const { data: replays } = useReplays()
  const [hiddenId, setHiddenId] = useState<string | null | undefined>(undefined)
  const newest = replays?.[0] ?? null
  if (replays && hiddenId === undefined) setHiddenId(newest?.state === 'running' ? null : (newest?.id ?? null))
  const isTold = hiddenId !== undefined && newest?.id !== hiddenId
  return { newest: isTold ? newest : null, hide: () => setHiddenId(newest?.id ?? null) }
}

const doneOf = ({ delivered, failed, skipped }: Replay): number => delivered + failed + skipped

const words: Record<Replay['state'], string> = {
  running: 'Replaying',
  done: 'Replayed',
  cancelled: 'Cancelled after',
  interrupted: 'Interrupted after',
}

function progressTitle(replay: Replay): string {
  const { state, total, failed, skipped } = replay
  const count = state === 'done' ? formatCount(total) : `${formatCount(doneOf(replay))} of ${formatCount(total)}`
  const troubles = [
    failed > 0 && `${formatCount(failed)} failed`,
    skipped > 0 && `${formatCount(skipped)} not sent`,
  ].filter((part) => part !== false)
  return [`${words[state]} ${count}`, ...troubles].join(', ')
}
