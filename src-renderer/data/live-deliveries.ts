import { create } from 'zustand'
import { createBatches } from './batches.ts'
import { refreshShownDeliveries } from './queries/deliveries.ts'
import { outdateDeliveries, recountDeliveries, refreshInPlace, restartDeliveries } from './queries/delivery-list.ts'

/** Deliveries that have come and are not in the list yet. */
export const useWaitingDeliveries = create<{ waiting: number }>(() => ({ waiting: 0 }))

type ShownList = { q: string; isHeld: () => boolean }
let shown: ShownList | null = null

const touch = createBatches<null>(async () => {
  recountDeliveries()
  refreshShownDeliveries()
  outdateDeliveries(shown?.q ?? null)
  if (shown) await bringUpToDate(shown)
})

/** Some deliveries are new or have changed: what is shown of them is fetched anew, once for many. */
export const touchDeliveries = (): void => touch(null)

// Only the server can say which deliveries meet a filter, and a change may take some out.
async function bringUpToDate(list: ShownList): Promise<void> {
  if (!list.isHeld()) return restartDeliveries(list.q).catch(() => undefined)
  const waiting = await refreshInPlace(list.q).catch(() => 0)
  if (list === shown) useWaitingDeliveries.setState({ waiting })
}

/** Brings the list that is shown up to date, whoever reads it. */
export async function showWaitingDeliveries(): Promise<void> {
  useWaitingDeliveries.setState({ waiting: 0 })
  if (shown) await restartDeliveries(shown.q).catch(() => undefined)
}

const settleEveryMs = 1000

/** Streams into the list of `q` from now on, unless `isHeld` says that someone is reading it. */
export function followDeliveries(q: string, isHeld: () => boolean): () => void {
  const list = { q, isHeld }
  shown = list
  useWaitingDeliveries.setState({ waiting: 0 })
  const timer = setInterval(() => {
    if (useWaitingDeliveries.getState().waiting > 0 && !isHeld()) void showWaitingDeliveries()
  }, settleEveryMs)
  return () => {
    clearInterval(timer)
    if (shown === list) shown = null
    outdateDeliveries(null)
  }
}
