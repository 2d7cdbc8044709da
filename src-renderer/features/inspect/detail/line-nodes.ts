import { formatDuration, formatMoment } from '#renderer/parts/format-time.ts'
import type { Delivery, DeliveryKind, DeliveryState } from '#shared/model/delivery.ts'
import { relayRules } from '#shared/model/forwarding.ts'
import { providerLabels } from '#shared/model/provider.ts'
import type { Request } from '#shared/model/request.ts'
import type { RunRow, RunState } from '#shared/model/run.ts'
import type { VerificationState } from '#shared/model/verification.ts'
import { verificationReasons } from '#shared/model/verification.ts'
import type { DetailTab } from './detail-tabs.ts'

/** One station of the Line: what happened, in two short texts, and the tab that tells more. */
export type LineNode = {
  id: 'received' | 'verified' | 'answered' | 'matched' | 'delivered'
  tone: 'ok' | 'bad' | 'idle' | 'busy'
  title: string
  detail: string
} & ({ tab: DetailTab } | { triggerId: RunRow['triggerId'] })

/** What is known of what became of a request. */
export type Aftermath = { runs: readonly RunRow[]; deliveries: readonly Delivery[] }

/** The way of a request, told from what is known of it; a station that does not exist is not drawn. */
export function lineNodes(request: Request, { runs, deliveries }: Aftermath, now: Date): LineNode[] {
  const newest = deliveries[0]
  return [
    receivedNode(request, now),
    ...(request.state === 'malformed' ? [] : [verifiedNode(request)]),
    isRelaying(request, newest) ? waitingNode : answeredNode(request),
    ...matchedNode(runs),
    ...(newest ? [deliveryNode(request, newest, deliveries.length)] : []),
  ]
}

function receivedNode(request: Request, now: Date): LineNode {
  const at = formatMoment(new Date(request.receivedAt), now)
  if (request.state !== 'malformed') return { id: 'received', tone: 'ok', title: 'Received', detail: at, tab: 'body' }
  return { id: 'received', tone: 'bad', title: 'Malformed', detail: request.reason ?? at, tab: 'headers' }
}

const verificationLooks: Record<VerificationState, { tone: LineNode['tone']; title: string }> = {
  verified: { tone: 'ok', title: 'Verified' },
  failed: { tone: 'bad', title: 'Not verified' },
  unsigned: { tone: 'idle', title: 'Not signed' },
  skipped: { tone: 'idle', title: 'Not checked' },
  pending: { tone: 'busy', title: 'Checking' },
}

function verifiedNode(request: Request): LineNode {
  const look = verificationLooks[request.verification.state]
  return { id: 'verified', ...look, detail: verificationDetail(request), tab: 'signature' }
}

function verificationDetail({ provider, verification: { state, reason, skewSeconds } }: Request): string {
  if (state === 'skipped' && reason === 'no-secret') return 'Add secret'
  if (reason !== null) return verificationReasons[reason].what
  const name = provider === null ? 'Unknown sender' : providerLabels[provider].title
  if (state === 'skipped') return 'Checks are off'
  return skewSeconds === null ? name : `${name}, ${formatDuration(Math.abs(skewSeconds) * 1000)} skew`
}

/** Whether the sender still waits for the answer of an app. */
const isRelaying = ({ state, reply, status }: Request, newest: Delivery | undefined): boolean =>
  state === 'accepted' && reply === null && status === null && newest?.kind === 'relay'

const waitingNode: LineNode = {
  id: 'answered',
  tone: 'busy',
  title: 'Answering',
  detail: 'The sender waits for the app',
  tab: 'response',
}

function answeredNode({ state, reason, reply, status, timing }: Request): LineNode {
  if (state === 'imported')
    return { id: 'answered', tone: 'idle', title: 'Imported', detail: 'No sender waited', tab: 'response' }
  const code = reply?.status ?? status
  if (code === null)
    return { id: 'answered', tone: 'bad', title: 'Not answered', detail: reason ?? '', tab: 'response' }
  const detail = timing === null ? String(code) : `${code} in ${formatDuration(timing.totalMs)}`
  const isGood = (state === 'accepted' || state === 'handshake') && code < 400
  return {
    id: 'answered',
    tone: isGood ? 'ok' : 'bad',
    title: isGood ? 'Answered' : 'Refused',
    detail,
    tab: 'response',
  }
}

const failedRuns: ReadonlySet<RunState> = new Set(['failed', 'partly', 'stopped'])
const openRuns: ReadonlySet<RunState> = new Set(['planned', 'running'])

/** The triggers that took it. The station opens the one that needs a look: one that failed, else the newest. */
function matchedNode(runs: readonly RunRow[]): LineNode[] {
  const failed = runs.filter(({ state }) => failedRuns.has(state))
  const shown = failed[0] ?? runs[0]
  if (!shown) return []
  const { triggerId } = shown
  if (failed.length > 0)
    return [{ id: 'matched', tone: 'bad', title: 'Trigger failed', detail: shown.triggerName, triggerId }]
  const isOpen = runs.some(({ state }) => openRuns.has(state))
  const detail = runs.length === 1 ? shown.triggerName : `${runs.length} triggers`
  return [{ id: 'matched', tone: isOpen ? 'busy' : 'ok', title: isOpen ? 'Running' : 'Matched', detail, triggerId }]
}

const deliveryWords: Record<DeliveryKind, { noun: string; doing: string; done: string }> = {
  replay: { noun: 'Replay', doing: 'Replaying', done: 'Replayed' },
  forward: { noun: 'Forward', doing: 'Forwarding', done: 'Forwarded' },
  relay: { noun: 'Relay', doing: 'Relaying', done: 'Relayed' },
  event: { noun: 'Delivery', doing: 'Delivering', done: 'Delivered' },
}

const deliveryLooks: Record<DeliveryState, { tone: LineNode['tone']; title: (kind: DeliveryKind) => string }> = {
  queued: { tone: 'busy', title: (kind) => `${deliveryWords[kind].noun} queued` },
  sending: { tone: 'busy', title: (kind) => deliveryWords[kind].doing },
  retrying: { tone: 'bad', title: () => 'Waiting for the app' },
  held: { tone: 'idle', title: (kind) => `${deliveryWords[kind].noun} held` },
  delivered: { tone: 'ok', title: (kind) => deliveryWords[kind].done },
  dead_letter: { tone: 'bad', title: (kind) => `${deliveryWords[kind].noun} failed` },
  cancelled: { tone: 'idle', title: (kind) => `${deliveryWords[kind].noun} cancelled` },
}

function deliveryNode(request: Request, delivery: Delivery, count: number): LineNode {
  const attempt = delivery.attempts.at(-1)
  const outcome = attempt?.response ? String(attempt.response.status) : (attempt?.error?.message ?? 'no answer yet')
  const time = attempt?.timing ? ` in ${formatDuration(attempt.timing.totalMs)}` : ''
  const more = count > 1 ? ` · ${count} deliveries` : ''
  if (isLate(request, delivery)) {
    const detail = `${outcome}${time}, the sender got the stand-in${more}`
    return { id: 'delivered', tone: 'bad', title: 'Answered too late', detail, tab: 'deliveries' }
  }
  const { tone, title } = deliveryLooks[delivery.state]
  return { id: 'delivered', tone, title: title(delivery.kind), detail: `${outcome}${time}${more}`, tab: 'deliveries' }
}

/** Whether the app answered a relayed request after its sender had been given something else. */
const isLate = ({ reply }: Request, { kind, state }: Delivery): boolean =>
  kind === 'relay' && state === 'delivered' && reply?.rule === relayRules['stand-in']
