import { AppError } from '#shared/contract/problem.ts'
import type { Delivery } from '#shared/model/delivery.ts'
import type { Reader, Readers } from '#main/core/database/handles.ts'
import type { ShownDelivery } from '#main/core/database/stores/delivery-store.ts'
import { findDelivery, listAttempts } from '#main/core/database/stores/delivery-store.ts'
import type { Writer } from '#main/core/database/writer.ts'
import type { Sending } from '#main/core/deliveries/create-sending.ts'
import type { Forwarder } from '#main/core/deliveries/forwarder.ts'
import { toDelivery } from '#main/core/deliveries/to-delivery.ts'
import type { Feed } from '#main/core/feed/feed.ts'
import type { MakeId } from '#main/core/make-id.ts'
import type { Clock } from '#main/core/ports.ts'
import type { WebhookRegistry } from '#main/core/webhooks/webhook-registry.ts'

/** What the handlers of deliveries are made of. */
export type DeliveriesParts = {
  db: Reader
  readers: Readers
  writer: Writer
  clock: Clock
  makeId: MakeId
  feed: Feed
  webhooks: WebhookRegistry
  sending: Sending
  cancel: Forwarder['cancel']
}

/** The delivery with an id. Throws `delivery-not-found`. */
export async function requireDelivery({ db }: { db: Reader }, workspaceId: string, id: string): Promise<ShownDelivery> {
  const stored = await findDelivery(db, workspaceId, id)
  if (!stored) throw new AppError('delivery-not-found', `No delivery has the id ${id}.`)
  return stored
}

/** A delivery with its attempts. */
export const deliveryOf = async (db: Reader, stored: ShownDelivery): Promise<Delivery> =>
  toDelivery(stored, await listAttempts(db, stored.id))

/** Reads a delivery anew, tells the feed, and answers it. */
export async function publishDelivery(
  { db, feed }: DeliveriesParts,
  workspaceId: string,
  id: string,
): Promise<Delivery> {
  const delivery = await deliveryOf(db, await requireDelivery({ db }, workspaceId, id))
  feed.publish({ kind: 'delivery.changed', data: delivery })
  return delivery
}
