import type { Delivery } from '#shared/model/delivery.ts'
import type { RequestRow } from '#shared/model/request.ts'
import type { TunnelState } from '#shared/model/tunnel.ts'

/** What `creel listen` tells, one at a time: a line for people, or with `--json` this very object. */
export type ListenEvent =
  | { kind: 'ready'; target: string; source: { id: string; name: string }; url: string; controlUrl: string }
  | { kind: 'tunnel'; state: TunnelState['kind'] | 'closed'; publicUrl: string | null; problem: string | null }
  | { kind: 'address-changed'; from: string; to: string }
  | { kind: 'catching-up'; requests: number; isAppAway: boolean }
  | RequestEvent
  | { kind: 'not-shown' }
  | { kind: 'ended'; problems: string[] }

/** What became of one request. */
export type RequestEvent = {
  kind: 'request'
  id: string
  receivedAt: string
  method: string
  path: string
  event: string | null
  verification: RequestRow['verification']['state']
  /** `answered` by the app; `waiting` for an app that is away; `undelivered` for good; `refused` by Creel. */
  outcome: 'answered' | 'waiting' | 'undelivered' | 'refused'
  /** Of the app's answer; of Creel's where the app has given none. */
  status: number | null
  /** What the sender was answered, where that is known. */
  answeredStatus: number | null
  /** How long the app took. */
  ms: number | null
  /** It was sent again: caught up with, or replayed by somebody. */
  isReplay: boolean
  problem: string | null
}

/** What is to be told of a request that Creel has turned away. */
export const refusedEvent = (row: RequestRow): RequestEvent => ({
  ...common(row),
  outcome: 'refused',
  status: row.status,
  ms: null,
  isReplay: false,
  problem: row.reason,
})

/** What is to be told of a request by its delivery to the app; null while there is nothing to tell. */
export function deliveryEvent(row: RequestRow, delivery: Delivery): RequestEvent | null {
  const told = { ...common(row), isReplay: delivery.kind === 'replay', ms: null }
  const last = delivery.attempts.findLast(({ endedAt }) => endedAt !== null)
  const problem = last?.error?.message ?? null
  if (delivery.state === 'retrying') return { ...told, outcome: 'waiting', status: row.status, problem }
  if (!ends.has(delivery.state)) return null
  if (!last?.response) return { ...told, outcome: 'undelivered', status: null, problem }
  // An app that answers with an error has answered.
  const ms = last.timing && Math.round(last.timing.totalMs)
  return { ...told, outcome: 'answered', status: last.response.status, ms, problem: null }
}

const ends: ReadonlySet<Delivery['state']> = new Set(['delivered', 'dead_letter', 'cancelled'])

const common = (row: RequestRow) => ({
  kind: 'request' as const,
  id: row.id,
  receivedAt: row.receivedAt,
  method: row.method,
  path: row.path,
  event: row.eventType,
  verification: row.verification.state,
  answeredStatus: row.status,
})
