import { Ban, Repeat2, RotateCw } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import type { DeliveryRow } from '#shared/model/delivery.ts'
import { isOwed, isReplayable, isRetryable } from '#renderer/parts/attempts/delivery-signs.ts'

/** What actions are about, and what they lead to. */
export type DeliveryIntents = {
  targets: readonly DeliveryRow[]
  onCancel: (rows: readonly DeliveryRow[]) => void
  onRetry: (rows: readonly DeliveryRow[]) => void
  onReplay: (rows: readonly DeliveryRow[]) => void
}

/** An action on some deliveries: `count` says for how many of them it makes sense. */
export type DeliveryOffer = {
  id: string
  label: string
  icon: LucideIcon
  keys: string
  danger?: boolean
  count: number
  run: () => void
}

/** Everything that can be done to deliveries, wherever it is offered: keys, palette, menu, bar. */
export function offeredFor({ targets, onCancel, onRetry, onReplay }: DeliveryIntents): DeliveryOffer[] {
  const owed = targets.filter(isOwed)
  const retryable = targets.filter(isRetryable)
  const ended = targets.filter(isReplayable)
  // Dead letters and what was delivered are not sent again in one go by mistake.
  const replayable = ended.filter(({ state }) => state === ended[0]?.state)
  return [
    {
      id: 'retry',
      label: 'Retry now',
      icon: RotateCw,
      keys: 'r',
      count: retryable.length,
      run: () => onRetry(retryable),
    },
    {
      id: 'replay',
      label: 'Replay',
      icon: Repeat2,
      keys: 'Shift+r',
      count: replayable.length,
      run: () => onReplay(replayable),
    },
    {
      id: 'cancel',
      label: 'Cancel',
      icon: Ban,
      keys: 's',
      danger: true,
      count: owed.length,
      run: () => onCancel(owed),
    },
  ]
}
