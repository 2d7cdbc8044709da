import type { ReactElement } from 'react'
import type { BegunReplay } from '#renderer/data/queries/delivery-replays.ts'
import { useCancelReplay } from '#renderer/data/queries/delivery-replays.ts'
import { useDeliveryCount } from '#renderer/data/queries/delivery-list.ts'
import { printRoute } from '#renderer/data/routes.ts'
import { Button } from '#renderer/parts/button.tsx'
import { formatCount } from '#renderer/parts/format-bytes.ts'
import { notify, notifyError } from '#renderer/parts/toast.tsx'

/** How far a replay has come, live. */
export function ReplayProgress({ begun: { count, q } }: { begun: BegunReplay }): ReactElement {
  const delivered = useCountOf(`${q} state:delivered`)
  const dead = useCountOf(`${q} state:dead_letter`)
  const cancelled = useCountOf(`${q} state:cancelled`)
  const waiting = useCountOf(`${q} state:queued attempts:0`)
  const cancellation = useCancelReplay()
  const done = delivered + dead + cancelled
  const words = [
    `${formatCount(delivered)} of ${formatCount(count)} delivered`,
    dead > 0 && `${formatCount(dead)} failed for good`,
    cancelled > 0 && `${formatCount(cancelled)} cancelled`,
    waiting > 0 && `${formatCount(waiting)} waiting`,
  ].filter(Boolean)
  const cancel = (): void =>
    cancellation.mutate(q, {
      onSuccess: (stopped) => notify(`${formatCount(stopped)} cancelled`),
      onError: notifyError,
    })
  return (
    <div className="plan-progress">
      <p role="status" className="m">
        {words.join(', ')}
      </p>
      <progress max={Math.max(1, count)} value={Math.min(done, count)} aria-label="Replayed" />
      <div className="row">
        <a href={printRoute({ screen: 'deliveries', id: null, tab: null, q })}>Show them</a>
        <span className="grow" />
        <Button small disabled={waiting === 0 || cancellation.isPending} onClick={cancel}>
          Cancel the rest
        </Button>
      </div>
    </div>
  )
}

const useCountOf = (q: string): number => useDeliveryCount(q).data?.count ?? 0
