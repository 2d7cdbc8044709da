import type { EventTable } from '#main/core/database/webhook-tables.ts'

/** An event that Creel tells of itself. */
export const systemEvent = (
  type: string,
  { id, workspaceId, now }: { id: string; workspaceId: string; now: number },
  data: Record<string, unknown>,
): EventTable => ({
  id,
  workspaceId,
  type,
  version: 1,
  source: 'creel',
  time: now,
  createdAt: now,
  priority: 0,
  data: JSON.stringify(data),
  metadata: '{}',
  dedupeKey: null,
  idempotencyKey: null,
  digest: null,
})
