import { Ban, CircleCheck, Clock, LoaderCircle, OctagonX, Pause, RotateCw } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import type { Tone } from '#renderer/parts/pill.tsx'
import type { DeliveryKind, DeliveryRow, DeliveryState } from '#shared/model/delivery.ts'
import type { ErrorClass } from '#shared/rules/error-class.ts'

/** How a state is shown: its icon, its word, its colour. */
export type DeliverySign = { label: string; icon: LucideIcon; tone: Tone }

export const deliverySigns: Record<DeliveryState, DeliverySign> = {
  queued: { label: 'Queued', icon: Clock, tone: 'idle' },
  sending: { label: 'Sending', icon: LoaderCircle, tone: 'busy' },
  retrying: { label: 'Retrying', icon: RotateCw, tone: 'warn' },
  held: { label: 'Held', icon: Pause, tone: 'idle' },
  delivered: { label: 'Delivered', icon: CircleCheck, tone: 'ok' },
  dead_letter: { label: 'Dead letter', icon: OctagonX, tone: 'dead' },
  cancelled: { label: 'Cancelled', icon: Ban, tone: 'idle' },
}

/** Something is still owed in these states: it can be cancelled. */
export const isOwed = ({ state }: Pick<DeliveryRow, 'state'>): boolean =>
  state === 'queued' || state === 'sending' || state === 'retrying' || state === 'held'

// What is sent to an app goes out as soon as the app listens; only a webhook's schedule can be run ahead of, while it sends.
/** The next attempt can be made now: the daily quota of its webhook, which is told as the reason, has not put it off. */
export const isRetryable = ({ state, webhookStatus, reason }: DeliveryRow): boolean =>
  webhookStatus === 'active' && (state === 'retrying' || state === 'held' || (state === 'queued' && reason === null))

/** It can be sent again: it has ended, was no test, was not replayed yet, and its webhook is still there. */
export const isReplayable = (row: DeliveryRow): boolean =>
  row.webhookStatus !== null &&
  row.webhookStatus !== 'deleted' &&
  row.webhookStatus !== 'gone' &&
  !row.isTest &&
  row.replayedAs === null &&
  !isOwed(row)

const kindTitles: Record<DeliveryKind, string> = {
  event: 'Event',
  relay: 'Relayed request',
  forward: 'Forwarded request',
  replay: 'Replayed request',
}

/** What is delivered, in a word or two. */
export const deliveryTitle = ({ eventType, kind }: DeliveryRow): string => eventType ?? kindTitles[kind]

/** The target as it is read at a glance: without the scheme, and without a slash at the end. */
export const shortTarget = (url: string): string => url.replace(/^https?:\/\//, '').replace(/\/$/, '')

// Classes of attempts that got no answer have a word; the others are told by their status.
const shortErrors: Partial<Record<ErrorClass, string>> = {
  'name-unknown': 'DNS',
  'name-lookup': 'DNS',
  refused: 'Refused',
  unreachable: 'No route',
  tls: 'TLS',
  'connection-broken': 'Broken',
  'timed-out': 'Timeout',
  'not-http': 'No HTTP',
  forbidden: 'Forbidden',
  unsendable: 'Unsendable',
  interrupted: 'Stopped',
  other: 'Error',
}

/** What the last attempt came to in a word: a status, or a class of error; null before the first has ended. */
export function shortResult({ errorClass, lastStatus }: DeliveryRow): { text: string; isBad: boolean } | null {
  const error = errorClass === null ? undefined : (shortErrors[errorClass as ErrorClass] ?? null)
  if (error) return { text: error, isBad: true }
  return lastStatus === null ? null : { text: String(lastStatus), isBad: errorClass !== null }
}
