import { AppError } from '#shared/contract/problem.ts'
import type { Reader } from '#main/core/database/handles.ts'
import { findCapture, findSentBody } from '#main/core/database/stores/replay-store.ts'

/**
 * The bytes that a delivery sends. Throws `delivery-not-found`, and `conflict` where its webhook keeps its payloads to
 * itself.
 */
export async function readSentBody(db: Reader, workspaceId: string, deliveryId: string): Promise<Uint8Array> {
  if ((await findCapture(db, workspaceId, deliveryId)) === 'summary') {
    throw new AppError('conflict', 'Its webhook keeps only a summary of what it sends: bodies are not shown.')
  }
  const bytes = await findSentBody(db, workspaceId, deliveryId)
  if (!bytes) {
    throw new AppError('delivery-not-found', `No delivery with the id ${deliveryId} has a body: it was not made yet.`)
  }
  return bytes
}
