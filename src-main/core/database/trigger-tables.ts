import type { Flag, Maybe } from './column-types.ts'

/** `settings` is a TriggerSettings. */
export type TriggerTable = {
  id: string
  workspaceId: string
  settings: string
  enabled: number
  version: number
  createdAt: number
  updatedAt: number
  deletedAt: number | null
}

/** One event that met one trigger: there is never a second run of the two. `chain` is a RunChain as JSON. */
export type RunTable = {
  id: string
  workspaceId: string
  triggerId: string
  triggerVersion: number
  eventId: string
  eventType: string
  requestId: string | null
  state: string
  stopped: string | null
  reason: string | null
  chain: string
  createdAt: number
  endedAt: number | null
}

/** One action of a run, as the trigger had it when it was planned; `settings` and `result` are JSON. */
export type ActionTable = {
  id: string
  workspaceId: string
  runId: string
  position: number
  kind: string
  settings: string
  state: string
  result: Maybe<string>
  tries: Flag
  startedAt: Maybe<number>
  endedAt: Maybe<number>
}

/** A URL that triggers deliver to without a webhook. It is never changed: what is owed to it stays sendable. */
export type UrlTargetTable = { id: string; workspaceId: string; url: string; createdAt: number }

/** `settings` is a ToolServerSettings without its secret values; `secrets` has those, sealed. */
export type ToolServerTable = {
  id: string
  workspaceId: string
  settings: string
  secrets: Uint8Array | null
  createdAt: number
  updatedAt: number
  deletedAt: number | null
}
