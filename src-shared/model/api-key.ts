import { z } from 'zod'
import { ApiKeyId, WorkspaceId } from './id.ts'
import { Timestamp } from './time.ts'

/** What holds a key may do, each role all that the ones before it may; see `rules/access.ts`. */
export const Role = z.enum(['viewer', 'editor', 'admin', 'owner'])
export type Role = z.infer<typeof Role>

/**
 * A part of what a role may: a noun of the contract with `read`, `write` (all of it) or one verb, such as
 * `requests:read`, `events:publish`.
 */
export const KeyScope = z
  .string()
  .regex(/^[a-z][A-Za-z]*:[a-z][A-Za-z]*$/, 'must look like requests:read or events:publish')

/** `replaced`: a rotation gave it a successor, and both are good until `expiresAt`. */
export const ApiKeyState = z.enum(['active', 'replaced', 'expired', 'revoked'])

/** A key for programs; what it is made of is shown once, and kept only as a hash. */
export const ApiKey = z.object({
  id: ApiKeyId,
  workspaceId: WorkspaceId,
  name: z.string().trim().min(1).max(80),
  hint: z.string().describe('Its last four letters, to tell it from others.'),
  role: Role,
  scopes: z.array(KeyScope).nullable().describe('null: all that the role may.'),
  state: ApiKeyState,
  createdAt: Timestamp,
  createdBy: z.string().nullable().describe('The session or key that made it; null: the local token.'),
  expiresAt: Timestamp.nullable().describe('null: never.'),
  replacedBy: ApiKeyId.nullable(),
  revokedAt: Timestamp.nullable(),
  lastUsedAt: Timestamp.nullable(),
  lastUse: z.string().nullable().describe('Method and route of the last call.'),
  lastAddress: z.string().nullable(),
  useCount: z.int(),
})
export type ApiKey = z.infer<typeof ApiKey>

/** A key that was just made, with what it is made of: this once. */
export const NewApiKey = ApiKey.extend({ token: z.string().describe('Shown this once.') })
export type NewApiKey = z.infer<typeof NewApiKey>
