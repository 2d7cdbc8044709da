import { Repeat2 } from 'lucide-react'
import type { ReactElement } from 'react'
import type { DeliveryRow } from '#shared/model/delivery.ts'
import { valueAsked } from '#shared/query/delivery-query.ts'
import { useDeliveryCount, useDeliveryList } from '#renderer/data/queries/delivery-list.ts'
import { useReplayableCount } from '#renderer/data/queries/delivery-replays.ts'
import { isReplayable } from '#renderer/parts/attempts/delivery-signs.ts'
import { Button } from '#renderer/parts/button.tsx'
import { useCommands } from '#renderer/parts/commands/commands.ts'
import { formatCount } from '#renderer/parts/format-bytes.ts'

/** Offers to replay all dead letters that the filter finds, seen or not. */
export function ReplayAllBar({
  q,
  onReplay,
}: {
  q: string
  /** Is given those of them that are loaded, newest first. */
  onReplay: (rows: readonly DeliveryRow[]) => void
}): ReactElement | null {
  const isAsked = valueAsked(q, 'state') === 'dead_letter'
  const { data: found } = useDeliveryCount(q)
  const { data: replayable = 0 } = useReplayableCount({ q }, isAsked)
  const { data: list } = useDeliveryList(q)
  const isOffered = isAsked && found !== undefined && replayable > 0
  const run = (): void => onReplay((list?.pages ?? []).flatMap(({ items }) => items.filter(isReplayable)))
  useCommands([
    {
      id: 'replay-all',
      title: 'Replay all that the filter finds',
      icon: Repeat2,
      group: 'This list',
      isEnabled: isOffered,
      run,
    },
  ])
  if (!isOffered) return null
  return (
    <div className="lh">
      <span>
        {`${formatCount(found.count)}${found.isEstimate ? '+' : ''} that the filter finds`}
        {found.count !== replayable && `, ${formatCount(replayable)} to replay`}
      </span>
      <Button small look="ghost" onClick={run}>
        <Repeat2 className="i s" aria-hidden="true" />
        Replay all…
      </Button>
    </div>
  )
}
