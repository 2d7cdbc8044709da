/** `scopes` is JSON; `lookup` the first eight letters of its secret part, by which it is found. */
export type ApiKeyTable = {
  id: string
  workspaceId: string
  name: string
  lookup: string
  hint: string
  salt: Uint8Array
  tokenHash: Uint8Array
  role: string
  scopes: string | null
  createdAt: number
  createdBy: string | null
  expiresAt: number | null
  replacedBy: string | null
  revokedAt: number | null
  lastUsedAt: number | null
  lastUse: string | null
  lastAddress: string | null
  useCount: number
}
