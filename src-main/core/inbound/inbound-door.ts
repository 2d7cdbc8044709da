import type { ProblemCode } from '#shared/contract/problem.ts'
import { AppError, toProblem } from '#shared/contract/problem.ts'
import type { HeaderPairs } from '#shared/model/header-pairs.ts'
import { valuesOf } from '#shared/model/header-pairs.ts'
import type { Task } from '#shared/model/task.ts'
import { inWholeSeconds } from '#shared/rules/payload-data.ts'
import type { Reader } from '#main/core/database/handles.ts'
import { listInbound } from '#main/core/database/stores/inbound-store.ts'
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
import { readCall, takeCall } from './take-call.ts'

/** An inbound call whose body has not been read yet. */
export type InboundHead = { workspaceId: string; headers: HeaderPairs; remoteAddress: string | null }

export type Refusal = { at: number; status: number; reason: string }

/** The door through which outside services make tasks. A workspace that is switched off looks like no workspace. */
export type InboundDoor = {
  /** May the body be read? */
  admit: (head: InboundHead) => { kind: 'admitted'; inbound: LiveInbound } | { kind: 'refused'; reply: Reply }
  /** Does what the call asks for; the answer says what is on disk. */
  take: (inbound: LiveInbound, head: InboundHead, body: Uint8Array) => Promise<Reply>
  /** Says why a call was not taken. */
  refuse: (workspaceId: string, error: AppError) => Reply
  /** Reads the settings anew; called after each change of them. */
  reload: () => Promise<void>
  lastRefusal: (workspaceId: string) => Refusal | null
}

export type InboundParts = {
  db: Reader
  vault: SecretVault
  clock: Clock
  log: Log
  tasks: Tasks
  receiving: Receiving
  tunnels: Pick<Tunnels, 'publicUrl'>
}

export function createInboundDoor({ db, vault, clock, log, tasks, receiving, tunnels }: InboundParts): InboundDoor {
  let live = new Map<string, LiveInbound>()
  const refusals = new Map<string, Refusal>()

  const refuse: InboundDoor['refuse'] = (workspaceId, error) => {
    const problem = toProblem(error)
    refusals.set(workspaceId, { at: clock.now(), status: problem.status, reason: error.message })
    return json(problem.status, problem, headersOf[error.code])
  }

  return {
    refuse,
    admit(head) {
      const pause = receiving.paused()
      const inbound = live.get(head.workspaceId)
      if (!inbound) return { kind: 'refused', reply: replies.unknownAddress }
      if (pause) return { kind: 'refused', reply: replies.paused(retryAfterSeconds(pause, clock.now())) }
      if (hopsOf(head.headers) > hopsAtMost) return { kind: 'refused', reply: replies.loop }
      const error = reasonAgainst(inbound, head, { now: clock.now(), tunnelUrl: tunnels.publicUrl() })
      return error ? { kind: 'refused', reply: refuse(head.workspaceId, error) } : { kind: 'admitted', inbound }
    },
    async take(inbound, head, body) {
      const { workspaceId, settings } = inbound
      try {
        const signature = checkCall({ ...head, body }, { secrets: inbound.secretsAt(clock.now()), nowMs: clock.now() })
        const call = { signature, settings, task: readCall(body, settings) }
        const { kind, task } = await tasks.change(workspaceId, authorOf(inbound, head), (tx, work) =>
          takeCall(tx, work, call),
        )
        return json(kind === 'created' ? 201 : 200, answerOf(task))
      } catch (error) {
        if (error instanceof AppError) return refuse(workspaceId, error)
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
    lastRefusal: (workspaceId) => refusals.get(workspaceId) ?? null,
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
  { now, tunnelUrl }: { now: number; tunnelUrl: string | null },
): AppError | null {
  const address = senderAddress(head, { trustForwardedFor: settings.trustForwardedFor, tunnelUrl })
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
