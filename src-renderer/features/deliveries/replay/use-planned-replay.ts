import { useState } from 'react'
import type { DeliveryRow } from '#shared/model/delivery.ts'
import { useDeliveryList } from '#renderer/data/queries/delivery-list.ts'
import { isReplayable } from '#renderer/parts/attempts/delivery-signs.ts'
import type { PlannedReplay } from './replay-plan.tsx'

type Place = {
  q: string
  openId: string | null
  /** The selected rows of the list. */
  selected: ReadonlySet<string>
  /** There is room for the plan beside the list: it may come unasked. */
  hasRoom: boolean
}

export type PlanPane = {
  plan: PlannedReplay | null
  /** Plans to replay rows, or all that a filter finds. */
  ask: (rows: readonly DeliveryRow[], q: string | null) => void
  /** Keeps the plan that is shown, whatever becomes of its rows. */
  keep: () => void
  drop: () => void
}

/** What takes the place of the detail: the replay that was asked for, else that of the dead letters that are selected. */
export function usePlannedReplay({ q, openId, selected, hasRoom }: Place): PlanPane {
  const [asked, setAsked] = useState<(PlannedReplay & Pick<Place, 'openId' | 'selected'>) | null>(null)
  const rows = useDeliveryList(q).data?.pages.flatMap(({ items }) => items) ?? []
  const chosen = hasRoom ? deadLettersAmong(rows.filter(({ id }) => selected.has(id))) : []
  // Whoever opens another delivery, or selects other dead letters, has left the plan.
  const isLeft = asked?.openId !== openId || (asked.selected !== selected && chosen.length > 0)
  const plan = asked && !isLeft ? asked : chosen.length > 0 ? { rows: oldestFirst(chosen), q: null } : null
  return {
    plan,
    ask: (wanted, filter) => setAsked({ rows: oldestFirst(wanted), q: filter, openId, selected }),
    keep: () => setAsked(plan && { ...plan, openId, selected }),
    drop: () => setAsked(null),
  }
}

/** Of several selected dead letters those that can be replayed; none where something else is selected too. */
export function deadLettersAmong(selected: readonly DeliveryRow[]): readonly DeliveryRow[] {
  const areMany = selected.length > 1 && selected.every(({ state }) => state === 'dead_letter')
  return areMany ? selected.filter(isReplayable) : []
}

const oldestFirst = (rows: readonly DeliveryRow[]): DeliveryRow[] =>
  rows.toSorted((one, other) => (one.id < other.id ? -1 : 1))
