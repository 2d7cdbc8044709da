import type { DeliveryRow } from '#shared/model/delivery.ts'
import { useCancelDelivery } from '#renderer/data/queries/deliveries.ts'
import { useRetryDelivery } from '#renderer/data/queries/delivery-replays.ts'
import { isOwed } from '#renderer/parts/attempts/delivery-signs.ts'
import { notify, notifyError } from '#renderer/parts/toast.tsx'

export type DeliveryActions = {
  /** Cancels what is still owed of some deliveries. */
  cancel: (rows: readonly DeliveryRow[]) => Promise<void>
  /** Makes the next attempt of some deliveries to webhooks now. */
  retry: (rows: readonly DeliveryRow[]) => Promise<void>
}

/** `1 delivery`, `3 deliveries`. */
export const countDeliveryWords = (count: number): string => `${count} ${count === 1 ? 'delivery' : 'deliveries'}`

/** What can be done to one delivery or to many. */
export function useDeliveryActions(): DeliveryActions {
  const cancellation = useCancelDelivery()
  const retrial = useRetryDelivery()
  return {
    async retry(rows) {
      await changeEach(rows, (id) => retrial.mutateAsync(id), 'on the way')
    },
    async cancel(rows) {
      await changeEach(rows.filter(isOwed), (id) => cancellation.mutateAsync(id), 'cancelled')
    },
  }
}

/** Does one thing to each, tells how many it was done to, and the first reason where it was not. */
async function changeEach(
  rows: readonly DeliveryRow[],
  change: (id: string) => Promise<unknown>,
  done: string,
): Promise<void> {
  const results = await Promise.allSettled(rows.map(({ id }) => change(id)))
  const failed = results.find((result) => result.status === 'rejected')
  const count = results.filter((result) => result.status === 'fulfilled').length
  if (count > 0) notify(`${countDeliveryWords(count)} ${done}`)
  if (failed) notifyError(failed.reason instanceof Error ? failed.reason : new Error(String(failed.reason)))
}
