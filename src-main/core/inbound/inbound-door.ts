import type { ProblemCode } from '#shared/contract/problem.ts'
import { AppError, toProblem } from '#shared/contract/problem.ts'
import type { HeaderPairs } from '#shared/model/header-pairs.ts'
import { valuesOf } from '#shared/model/header-pairs.ts'
import type { Task } from '#shared/model/task.ts'
import { inWholeSeconds } from '#shared/rules/payload-data.ts'
import type { Reader } from '#main/core/database/handles.ts'
import { listInbound } from '#main/core/database/stores/inbound-store.ts'
import type { Writer } from '#main/core/database/writer.ts'
import type { Feed } from '#main/core/feed/feed.ts'
import type { Clock, Log, SecretVault } from '#main/core/ports.ts'
import type { Receiving } from '#main/core/receiving/receiving.ts'
import { retryAfterSeconds } from '#main/core/receiving/receiving.ts'
import type { Reply } from '#main/core/requests/reply.ts'
import { replies } from '#main/core/requests/reply.ts'
import { hopsAtMost, hopsOf } from '#main/core/security/hops.ts'
import { senderAddress } from '#main/core/sources/sender-address.ts'
import type { TaskAuthor } from '#main/core/tasks/task-work.ts'
import type { Tasks } from '#main/core/tasks/tasks.ts'
import type { Tunnels } from '#main/core/tunnels/tunnels.ts'
import { checkCall } from './check-call.ts'
import type { LiveInbound } from './live-inbound.ts'
import { createLiveInbound } from './live-inbound.ts'
import type { RefusedCalls } from './refused-calls.ts'
import { createRefusedCalls } from './refused-calls.ts'
import { readCall, statusOf, takeCall } from './take-call.ts'

/** An inbound call whose body has not been read yet. */
export type InboundHead = { workspaceId: string; headers: HeaderPairs; remoteAddress: string | null }

/** What the last call said that was signed right. */
export type LastPayload = { at: number; text: string }

/** The door through which outside services make tasks. A workspace that is switched off looks like no workspace. */
export type InboundDoor = {
  /** May the body be read? */
  admit: (head: InboundHead) => { kind: 'admitted'; inbound: LiveInbound } | { kind: 'refused'; reply: Reply }
  /** Does what the call asks for; the answer says what is on disk. */
  take: (inbound: LiveInbound, head: InboundHead, body: Uint8Array) => Promise<Reply>
  /** Says why a call was not taken. */
  refuse: (head: InboundHead, error: AppError) => Reply
  /** Reads the settings anew; called after each change of them. */
  reload: () => Promise<void>
  /** Kept in memory alone, and only where it is short: a mapping is tried on it. */
  lastPayload: (workspaceId: string) => LastPayload | null
  /** Keeps the record of the calls that were refused up to now. */
  flush: () => Promise<void>
}

const payloadBytesKept = 64_000

export type InboundParts = {
  db: Reader
  writer: Writer
  feed: Feed
  vault: SecretVault
  clock: Clock
  log: Log
  tasks: Tasks
  receiving: Receiving
  tunnels: Pick<Tunnels, 'publicUrl'>
}

export function createInboundDoor(parts: InboundParts): InboundDoor {
  const { db, vault, clock, log, tasks, feed } = parts
  let live = new Map<string, LiveInbound>()
  const payloads = new Map<string, LastPayload>()
  const tell = (): void => feed.publish({ kind: 'inbound.called', data: {} })
  const refused = createRefusedCalls({ ...parts, kept: tell })
  const { addressOf, refuse, refusalOf } = createRefusing(parts, refused, (workspaceId) => live.get(workspaceId))
  const keepPayload = (workspaceId: string, body: Uint8Array): void => {
    if (body.length > payloadBytesKept) return
    payloads.set(workspaceId, { at: clock.now(), text: new TextDecoder().decode(body) })
  }

  return {
    refuse,
    admit(head) {
      const inbound = live.get(head.workspaceId)
      if (!inbound) return { kind: 'refused', reply: replies.unknownAddress }
      const reply = refusalOf(inbound, head)
      return reply ? { kind: 'refused', reply } : { kind: 'admitted', inbound }
    },
    async take(inbound, head, body) {
      const { workspaceId, settings } = inbound
      try {
        const signature = checkCall({ ...head, body }, { secrets: inbound.secretsAt(clock.now()), nowMs: clock.now() })
        keepPayload(workspaceId, body)
        const call = { signature, settings, task: readCall(body, settings), remoteAddress: addressOf(head) }
        const { kind, task } = await tasks.change(workspaceId, authorOf(inbound, head), (tx, work) =>
          takeCall(tx, work, call),
        )
        tell()
        return json(statusOf(kind), answerOf(task))
      } catch (error) {
        if (error instanceof AppError) return refuse(head, error)
        log.error('inbound.failed', { workspace: workspaceId, error: String(error) })
        return replies.notStored
      }
    },
    async reload() {
      const stored = await listInbound(db)
      live = new Map(
        stored.flatMap((one) => {
          const inbound = openSafely(one, vault, log)
          return inbound ? [[one.workspaceId, inbound]] : []
        }),
      )
    },
    lastPayload: (workspaceId) => payloads.get(workspaceId) ?? null,
    flush: refused.flush,
  }
}

type Refusing = Pick<InboundDoor, 'refuse'> & {
  addressOf: (head: InboundHead) => string | null
  /** The answer to a call that may not even be read; null: it may. */
  refusalOf: (inbound: LiveInbound, head: InboundHead) => Reply | null
}

/** Turns calls away, and takes note of each. */
function createRefusing(
  { clock, receiving, tunnels }: InboundParts,
  refused: RefusedCalls,
  find: (workspaceId: string) => LiveInbound | undefined,
): Refusing {
  const addressOf = (head: InboundHead): string | null =>
    senderAddress(head, {
      trustForwardedFor: find(head.workspaceId)?.settings.trustForwardedFor ?? false,
      tunnelUrl: tunnels.publicUrl(),
    })
  const turnAway = (head: InboundHead, reply: Reply, reason: string): Reply => {
    const { workspaceId } = head
    refused.add({ workspaceId, status: reply.status, reason, remoteAddress: addressOf(head) })
    return reply
  }
  const refuse: InboundDoor['refuse'] = (head, error) => {
    const problem = toProblem(error)
    return turnAway(head, json(problem.status, problem, headersOf[error.code]), error.message)
  }
  return {
    addressOf,
    refuse,
    refusalOf(inbound, head) {
      const pause = receiving.paused()
      if (pause)
        return turnAway(head, replies.paused(retryAfterSeconds(pause, clock.now())), 'Receiving is paused for now.')
      if (hopsOf(head.headers) > hopsAtMost)
        return turnAway(head, replies.loop, 'The call has gone through Creel too often: it runs in a circle.')
      const error = reasonAgainst(inbound, head, { now: clock.now(), address: addressOf(head) })
      return error && refuse(head, error)
    },
  }
}

function openSafely(stored: Parameters<typeof createLiveInbound>[1], vault: SecretVault, log: Log): LiveInbound | null {
  try {
    return createLiveInbound(vault, stored)
  } catch {
    // Sealed with a key that was lost: nobody can call, and that must not keep Creel from starting.
    log.error('inbound.secret-unreadable', { workspace: stored.workspaceId })
    return null
  }
}

function reasonAgainst(
  { settings, admits, rateLimit }: LiveInbound,
  head: InboundHead,
  { now, address }: { now: number; address: string | null },
): AppError | null {
  if (!admits(address)) return new AppError('forbidden', 'This address is not on the list of the workspace.')
  if (!rateLimit.take(now).isTaken)
    return new AppError(
      'too-many-requests',
      `More than ${settings.ratePerSecond} calls a second. Try again in a second.`,
    )
  const [type = ''] = valuesOf(head.headers, 'content-type')
  if (!/^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i.test(type))
    return new AppError('json-only', 'The body must be JSON, with the Content-Type application/json.')
  return null
}

const authorOf = ({ settings }: LiveInbound, { headers }: InboundHead): TaskAuthor => ({
  actor: null,
  via: 'inbound',
  requestId: null,
  metadata: {
    ...(settings.quietWebhookIds.length > 0 && { quietWebhookIds: settings.quietWebhookIds }),
    ...(hopsOf(headers) > 0 && { hops: hopsOf(headers) }),
  },
})

const headersOf: Partial<Record<ProblemCode, HeaderPairs>> = {
  'too-many-requests': [['Retry-After', '1']],
  'disk-full': [['Retry-After', '60']],
  'database-busy': [['Retry-After', '1']],
}

const json = (status: number, body: object, headers: HeaderPairs = []): Reply => ({
  status,
  headers: [['Content-Type', status < 400 ? 'application/json' : 'application/problem+json'], ...headers],
  body: JSON.stringify(body),
  delayMs: 0,
})

/** A task as the group API tells it. */
const answerOf = ({ workspaceId, ...task }: Task): object => ({
  id: task.id,
  groupId: workspaceId,
  externalId: task.externalId,
  title: task.title,
  description: task.description,
  status: task.status,
  priority: task.priority,
  assignee: task.assignee,
  due: task.due,
  labels: task.labels,
  category: task.category,
  createdAt: inWholeSeconds('createdAt', task.createdAt),
  updatedAt: inWholeSeconds('updatedAt', task.updatedAt),
})
