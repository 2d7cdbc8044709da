import type { Count, Maybe } from './column-types.ts'

/** An event that is not a request. `data` and `metadata` are JSON. */
export type EventTable = {
  id: string
  workspaceId: string
  type: string
  version: number
  source: string
  time: number
  data: string
  metadata: string
  priority: number
  dedupeKey: string | null
  idempotencyKey: string | null
  /** SHA-256 of the call that published it under its idempotency key. */
  digest: Uint8Array | null
  createdAt: number
  /** An EventCause as JSON; left out: nothing in Creel caused it. */
  cause?: string | null | undefined
  causeRunId?: string | null | undefined
}

/** One version of a type of event that users have described themselves. */
export type EventTypeTable = {
  id: string
  workspaceId: string
  name: string
  version: number
  description: string
  jsonSchema: string
  sample: string
  createdAt: number
  updatedAt: number
}

/** `settings` is a WebhookSettings without its secret values; those are in `credentials`, a sealed WebhookCredentials. */
export type WebhookTable = {
  id: string
  workspaceId: string
  settings: string
  credentials: Uint8Array | null
  status: string
  statusReason: string | null
  statusSince: number
  createdBy: string | null
  nextRotationAt: number | null
  createdAt: number
  updatedAt: number
  deletedAt: number | null
}

/** A secret signs from `startsAt` until `endsAt`; without an end until its rotation is finalised. */
export type WebhookSecretTable = {
  id: string
  workspaceId: string
  webhookId: string
  hint: string
  sealed: Uint8Array
  createdAt: number
  startsAt: number
  endsAt: number | null
  /** When somebody was shown it; null: nobody has seen it yet. */
  shownAt: number | null
}

/** What sending has taught about a webhook; `breaker`, `failureRun` and `dailyUse` are JSON. */
export type WebhookStateTable = {
  webhookId: string
  workspaceId: string
  breaker: Maybe<string>
  rateBucket: Maybe<number>
  failureRun: Maybe<string>
  dailyUse: Maybe<string>
  lastEventAt: Maybe<number>
  lastTriggeredAt: Maybe<number>
  lastSuccessAt: Maybe<number>
  deliveredCount: Count
  deadLetterCount: Count
}

/** A minute of a webhook; `minute` is its start. `under100Ms` and so on count the attempts that took less. */
export type WebhookMinuteTable = {
  webhookId: string
  minute: number
  workspaceId: string
  planned: Count
  attempts: Count
  delivered: Count
  failed: Count
  deadLettered: Count
  totalMs: Count
  maxMs: Count
  under100Ms: Count
  under300Ms: Count
  under1000Ms: Count
  under3000Ms: Count
  under10000Ms: Count
}
