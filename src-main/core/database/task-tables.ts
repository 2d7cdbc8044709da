import type { Generated } from 'kysely'

export type TaskProjectTable = {
  id: string
  workspaceId: string
  name: string
  createdAt: number
  updatedAt: number
}

/** `assignee`, `assignmentHistory`, `labels` and `dependencies` are JSON; `assigneeId` is the id in `assignee`. */
export type TaskTable = {
  id: string
  workspaceId: string
  number: number
  projectId: string | null
  title: string
  description: string | null
  status: string
  priority: string | null
  assignee: string | null
  assigneeId: string | null
  assignmentHistory: string
  due: string | null
  labels: string
  category: string | null
  parentId: string | null
  dependencies: string
  externalId: string | null
  requestId: string | null
  via: string
  createdAt: number
  updatedAt: number
  deletedAt: number | null
}

/** `author` is a Person as JSON. */
export type TaskCommentTable = {
  id: string
  workspaceId: string
  taskId: string
  body: string
  author: string
  createdAt: number
}

/** One thing that happened to a task; `actor` and `changes` are JSON. */
export type TaskHistoryTable = {
  seq: Generated<number>
  workspaceId: string
  taskId: string
  at: number
  kind: string
  actor: string | null
  via: string
  changes: string
  note: string | null
}

/** Which event told which thing that happened to which task. */
export type TaskEventTable = {
  eventId: string
  workspaceId: string
  taskId: string
  historySeq: number
  type: string
}

/** How outside services may make tasks; `settings` is an InboundSettings, the secrets are sealed. */
export type InboundTable = {
  workspaceId: string
  settings: string
  hint: string | null
  sealed: Uint8Array | null
  previousSealed: Uint8Array | null
  previousEndsAt: number | null
  acceptedCount: number
  lastAcceptedAt: number | null
}

/** SHA-256 of a signature that was used, so that it is not taken twice. */
export type InboundSignatureTable = { digest: Uint8Array; workspaceId: string; usedAt: number }

/** What became of a call of an outside service; `count`: how often in a row it came to the same. */
export type InboundCallTable = {
  seq: Generated<number>
  workspaceId: string
  at: number
  outcome: string
  status: number
  reason: string | null
  taskId: string | null
  remoteAddress: string | null
  count: Generated<number>
}

/** A folder whose tasks.json is kept alike with the tasks of a project. */
export type TaskmasterLinkTable = {
  id: string
  workspaceId: string
  projectId: string
  folder: string
  createdAt: number
  syncedAt: number | null
  unlinkedAt: number | null
}

/** What a tasks.json and Creel were of a task when they last agreed; `file`, `creel`, `pushes` and `removed` are JSON. */
export type TaskmasterBaseTable = {
  taskId: string
  linkId: string
  key: string
  file: string
  creel: string
  pushes: string
  removed: string | null
}

/** A field that both sides had changed; `taken` (the file's) and `replaced` (Creel's) are JSON. */
export type TaskmasterConflictTable = {
  seq: Generated<number>
  linkId: string
  taskId: string
  at: number
  field: string
  taken: string
  replaced: string
}
