import { z } from 'zod'
import { SessionId, WorkspaceId } from './id.ts'
import { Timestamp } from './time.ts'

/** A browser that entered with a one-time code. */
export const Session = z.object({
  id: SessionId.nullable().describe('null: the caller uses the local token, not a browser’s session.'),
  workspaceId: WorkspaceId,
  createdAt: Timestamp.nullable(),
})
export type Session = z.infer<typeof Session>
