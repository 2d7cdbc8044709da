import type { Tx } from '#main/core/database/handles.ts'
import type { StoredRequest } from '#main/core/requests/stored-request.ts'
import { tellRequests } from './delivery-states.ts'

export type NewForwarding = {
  id: string
  request: Pick<StoredRequest, 'id' | 'seq' | 'workspaceId'>
  targetUrl: string
  lane: string
  actionId: string
  now: number
}

/** Makes a request owed to an app because an action says so. */
export async function insertForwarding(
  tx: Tx,
  { id, request, targetUrl, lane, actionId, now }: NewForwarding,
): Promise<void> {
  await tx
    .insertInto('delivery')
    .values({
      id,
      workspaceId: request.workspaceId,
      kind: 'forward',
      state: 'queued',
      requestId: request.id,
      requestSeq: request.seq,
      webhookId: null,
      targetUrl,
      dueAt: null,
      createdAt: now,
      updatedAt: now,
      deletedAt: null,
      lane,
      actionId,
    })
    .execute()
  await tx
    .updateTable('request')
    .set((row) => ({ deliveryCount: row('deliveryCount', '+', 1) }))
    .where('seq', '=', request.seq)
    .execute()
  await tellRequests(tx, [request.id])
}
