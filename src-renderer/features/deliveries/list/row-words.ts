import type { DeliveryRow } from '#shared/model/delivery.ts'
import { formatCountdown } from '#renderer/parts/format-countdown.ts'
import { formatMoment } from '#renderer/parts/format-time.ts'

const waitingStates: readonly DeliveryRow['state'][] = ['queued', 'retrying']

/** When something happens next, or when the last thing did: `in 4m 28s`, `now`, `14:31:02`. */
export function nextOrDone(row: DeliveryRow, now: Date): { text: string; isAhead: boolean } {
  if (row.state === 'sending') return { text: 'now', isAhead: false }
  if (row.state === 'held') return { text: 'held', isAhead: false }
  if (waitingStates.includes(row.state)) {
    if (row.dueAt !== null)
      return { text: formatCountdown(new Date(row.dueAt), now), isAhead: row.state === 'retrying' }
    return { text: row.attemptCount === 0 ? 'in its turn' : 'when it listens', isAhead: false }
  }
  return { text: shortMoment(row.endedAt ?? row.updatedAt, now), isAhead: false }
}

/** A moment to the second, as a list shows it. */
export const shortMoment = (at: string, now: Date): string => formatMoment(new Date(at), now).replace(/\.\d{3}$/, '')
