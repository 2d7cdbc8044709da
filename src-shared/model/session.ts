import { z } from 'zod'
import { Role } from './api-key.ts'
import { ApiKeyId, SessionId, WorkspaceId } from './id.ts'
import { Timestamp } from './time.ts'

/** Who calls: a browser that entered with a one-time code, a key, or who holds the local token. */
export const Session = z.object({
  id: SessionId.nullable().describe('null: the caller uses the local token, not a browser’s session.'),
  workspaceId: WorkspaceId,
  createdAt: Timestamp.nullable(),
  apiKeyId: ApiKeyId.nullable().describe('The key that is called with; null: none is.'),
  role: Role,
})
export type Session = z.infer<typeof Session>
