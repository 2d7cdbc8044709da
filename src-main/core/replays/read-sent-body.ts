import { AppError } from '#shared/contract/problem.ts'
import type { Reader } from '#main/core/database/handles.ts'
import { findSentBody } from '#main/core/database/stores/replay-store.ts'

/** The bytes that a delivery of a request sends. Throws `delivery-not-found`. */
export async function readSentBody(db: Reader, workspaceId: string, deliveryId: string): Promise<Uint8Array> {
  const bytes = await findSentBody(db, workspaceId, deliveryId)
  if (!bytes) throw new AppError('delivery-not-found', `No delivery of a request has the id ${deliveryId}.`)
  return bytes
}
