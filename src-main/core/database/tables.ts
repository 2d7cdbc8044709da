import type { TemplateTable, TemplateVersionTable } from './template-tables.ts'
import type { ApiKeyTable } from './api-key-table.ts'
import type { Count, Flag, Maybe } from './column-types.ts'
import type {
  InboundCallTable,
  InboundSignatureTable,
  InboundTable,
  TaskCommentTable,
  TaskEventTable,
  TaskHistoryTable,
  TaskProjectTable,
  TaskTable,
  TaskmasterBaseTable,
  TaskmasterConflictTable,
  TaskmasterLinkTable,
} from './task-tables.ts'
import type {
  AddressTable,
  ArrivalTable,
  CounterTable,
  RemovedSecretTable,
  SecretTable,
  SourceTable,
} from './source-tables.ts'
import type { ActionTable, RunTable, ToolServerTable, TriggerTable, UrlTargetTable } from './trigger-tables.ts'
import type {
  ConformanceCheckTable,
  ScenarioTable,
  ScriptRunTable,
  SimulationSendTable,
  SimulationTable,
} from './simulation-tables.ts'
import type {
  EventTable,
  EventTypeTable,
  WebhookMinuteTable,
  WebhookSecretTable,
  WebhookStateTable,
  WebhookTable,
} from './webhook-tables.ts'

// Times are milliseconds since 1970, flags are 0 or 1, structures are JSON text: SQLite has no types of its own for them.

export type WorkspaceTable = { id: string; name: string; createdAt: number }

/**
 * One HTTP request; `seq` orders, `id` names. From `eventType` to `timing` it is filled in when it is routed; `timing` only
 * where that is in a commit of its own.
 */
export type RequestTable = {
  seq: number
  id: string
  workspaceId: string
  sourceId: string
  receivedAt: number
  method: string
  target: string
  /** Where the path below the source's address starts in `target`. */
  pathStart: number
  httpVersion: string
  headers: string
  trailers: string | null
  remoteAddress: string | null
  contentType: string | null
  bodyBytes: number
  state: string
  reason: string | null
  provider: string | null
  verificationState: string
  verificationReason: string | null
  secretId: string | null
  skewSeconds: number | null
  status: number | null
  reply: string | null
  routed: Flag
  eventType: string | null
  providerEventId: string | null
  summary: string | null
  bodySha256: Uint8Array | null
  duplicateOf: string | null
  timing: string | null
  pinned: Flag
  note: string | null
  readAt: number | null
  deletedAt: number | null
  /** What was deleted together, so that it can come back together. */
  undoToken: string | null
  deliveryCount: Flag
  deliveryState: string | null
  /** SHA-256 of what was signed; null where the source does not look for replays. */
  signedHash: Uint8Array | null
  /** When an imported request came for the first time; null: it was received, or nobody knows. */
  firstCameAt: number | null
}

/** How long requests took that were committed together and routed at once; see `commit-timings.ts`. */
export type CommitTimingTable = { lastSeq: number; timings: string }

export type BodyTable = { requestSeq: number; workspaceId: string; bytes: Uint8Array }

export type DeliveryTable = {
  id: string
  workspaceId: string
  kind: string
  state: string
  requestId: string | null
  webhookId: string | null
  targetUrl: string
  /** When the next attempt begins; null where none is planned: then a webhook's delivery is held or has ended. */
  dueAt: number | null
  createdAt: number
  updatedAt: number
  deletedAt: number | null
  /** Beside which others it is sent in order, and its place among them. */
  lane: string | null
  requestSeq: number | null
  /** The event that is delivered to a webhook: `evt_…`, also where the event is a request. */
  eventId: string | null
  eventType: string | null
  /** Of two that are due the one with the higher number goes first. */
  priority: Count
  attemptCount: Count
  firstAttemptAt: Maybe<number>
  lastAttemptAt: Maybe<number>
  /** When it was delivered, dead-lettered or cancelled. */
  endedAt: Maybe<number>
  /** Who is sending it and until when; after that another may claim it. */
  leaseOwner: Maybe<string>
  leaseUntil: Maybe<number>
  /** Why it is held, dead or cancelled, in words. */
  reason: Maybe<string>
  lastStatus: Maybe<number>
  errorClass: Maybe<string>
  isTest: Flag
  /** The dead letter that this sends again. */
  replayOf: Maybe<string>
  /** The action of a trigger that made it owed. */
  actionId: Maybe<string>
  /** The version of a template that makes its payload, pinned when it was planned. */
  templateVersionId: Maybe<string>
}

/** What a delivery to a webhook sends, made once: `headers` are header pairs without the signature. */
export type RenderingTable = {
  deliveryId: string
  workspaceId: string
  headers: string
  body: Uint8Array
  createdAt: number
}

/** The body that a replay sends in the place of the request's own. */
export type ReplayBodyTable = { deliveryId: string; workspaceId: string; bytes: Uint8Array }

/** Many requests replayed together; `problems` is JSON. */
export type ReplayTable = {
  id: string
  workspaceId: string
  state: string
  targetUrl: string | null
  pace: number
  total: number
  delivered: number
  failed: number
  skipped: number
  problems: string
  createdAt: number
  endedAt: number | null
}

/** `request`, `response`, `error` and `timing` are JSON; the answer's body stands apart, cut to 64 kB. */
export type AttemptTable = {
  id: string
  workspaceId: string
  deliveryId: string
  number: number
  startedAt: number
  endedAt: number | null
  request: string
  response: string | null
  responseBody: Uint8Array | null
  error: string | null
  timing: string | null
  webhookId: Maybe<string>
  /** Of the response. */
  status: Maybe<number>
  errorClass: Maybe<string>
  /** The answer came after the time-out. */
  isLate: Flag
}

/** How far a background task has come. */
export type WatermarkTable = { name: string; seq: number }

export type ViewTable = { id: string; workspaceId: string; name: string; q: string; createdAt: number }

export type SessionTable = {
  id: string
  workspaceId: string
  tokenHash: Uint8Array
  createdAt: number
  revokedAt: number | null
}

export type SettingTable = { workspaceId: string; name: string; value: string }

/** The full-text index: it keeps no content, `rowid` is the request's `seq`, `requestText` is what `match` stands beside. */
export type RequestTextTable = { rowid: number; path: string; headers: string; body: string; requestText: string }

/** A public address that the receiver had. */
export type PublicAddressTable = {
  id: string
  workspaceId: string
  driver: string
  url: string
  startedAt: number
  endedAt: number | null
  /** What the tunnel's server called it. */
  name: string | null
  /** When it was taken for the one that senders know; null while a change to it is still to be told. */
  acknowledgedAt: number | null
}

export type Tables = {
  workspace: WorkspaceTable
  apiKey: ApiKeyTable
  source: SourceTable
  address: AddressTable
  secret: SecretTable
  removedSecret: RemovedSecretTable
  request: RequestTable
  body: BodyTable
  commitTiming: CommitTimingTable
  delivery: DeliveryTable
  attempt: AttemptTable
  replayBody: ReplayBodyTable
  replay: ReplayTable
  rendering: RenderingTable
  template: TemplateTable
  templateVersion: TemplateVersionTable
  event: EventTable
  eventType: EventTypeTable
  webhook: WebhookTable
  webhookSecret: WebhookSecretTable
  webhookState: WebhookStateTable
  webhookMinute: WebhookMinuteTable
  task: TaskTable
  taskComment: TaskCommentTable
  taskEvent: TaskEventTable
  taskHistory: TaskHistoryTable
  taskProject: TaskProjectTable
  taskmasterLink: TaskmasterLinkTable
  taskmasterBase: TaskmasterBaseTable
  taskmasterConflict: TaskmasterConflictTable
  trigger: TriggerTable
  run: RunTable
  action: ActionTable
  urlTarget: UrlTargetTable
  toolServer: ToolServerTable
  inbound: InboundTable
  inboundSignature: InboundSignatureTable
  inboundCall: InboundCallTable
  arrival: ArrivalTable
  counter: CounterTable
  watermark: WatermarkTable
  view: ViewTable
  session: SessionTable
  setting: SettingTable
  requestText: RequestTextTable
  publicAddress: PublicAddressTable
  simulation: SimulationTable
  simulationSend: SimulationSendTable
  scenario: ScenarioTable
  conformanceCheck: ConformanceCheckTable
  scriptRun: ScriptRunTable
}
