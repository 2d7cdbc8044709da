/** `settings` is a SourceSettings. */
export type SourceTable = {
  id: string
  workspaceId: string
  settings: string
  createdAt: number
  updatedAt: number
  deletedAt: number | null
}

/** Every address a source has had; the one without `retiredAt` is the address of today. */
export type AddressTable = {
  token: string
  workspaceId: string
  sourceId: string
  createdAt: number
  retiredAt: number | null
}

export type SecretTable = {
  id: string
  workspaceId: string
  sourceId: string
  name: string
  hint: string
  sealed: Uint8Array
  createdAt: number
}

/** A secret that was taken off its source: kept for a while to tell why a signature fails. */
export type RemovedSecretTable = SecretTable & { removedAt: number }

/** Arrivals of a source in slices of ten seconds; `bucket` is the start of the slice. */
export type ArrivalTable = {
  sourceId: string
  workspaceId: string
  bucket: number
  requests: number
  rejected: number
}

/** What a source keeps, counted as it changes: counting a million rows takes too long. */
export type CounterTable = {
  sourceId: string
  workspaceId: string
  requests: number
  bytes: number
  lastRequestAt: number | null
}
