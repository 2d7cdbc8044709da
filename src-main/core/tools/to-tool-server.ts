import type { ToolServer } from '#shared/model/tool-server.ts'
import type { StoredToolServer } from '#main/core/database/stores/tool-server-store.ts'

const time = (ms: number): string => new Date(ms).toISOString()

/** A stored tool server as the contract shows it: never with a secret. */
export const toToolServer = ({ id, workspaceId, settings, ...times }: StoredToolServer): ToolServer => ({
  ...settings,
  id,
  workspaceId,
  createdAt: time(times.createdAt),
  updatedAt: time(times.updatedAt),
  deletedAt: times.deletedAt === null ? null : time(times.deletedAt),
})
