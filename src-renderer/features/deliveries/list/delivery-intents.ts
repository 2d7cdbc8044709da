import { Ban } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import type { DeliveryRow } from '#shared/model/delivery.ts'
import { isOwed } from '#renderer/parts/attempts/delivery-signs.ts'

/** What actions are about, and what they lead to. */
export type DeliveryIntents = {
  targets: readonly DeliveryRow[]
  onCancel: (rows: readonly DeliveryRow[]) => void
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
export function offeredFor({ targets, onCancel }: DeliveryIntents): DeliveryOffer[] {
  const owed = targets.filter(isOwed)
  return [
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
