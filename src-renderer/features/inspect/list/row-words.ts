import type { LucideIcon } from 'lucide-react'
import {
  Ban,
  Copy,
  CornerDownRight,
  Hourglass,
  RotateCw,
  ShieldCheck,
  ShieldOff,
  ShieldQuestionMark,
  ShieldX,
  Skull,
} from 'lucide-react'
import type { DeliveryState } from '#shared/model/delivery.ts'
import type { RequestRow } from '#shared/model/request.ts'
import { isRejected } from '#shared/model/request.ts'
import type { VerificationState } from '#shared/model/verification.ts'
import { verificationReasons } from '#shared/model/verification.ts'
import { reasonWords } from '#renderer/parts/reason-words.ts'
import { formatSize } from '#renderer/parts/format-bytes.ts'
import { formatMoment } from '#renderer/parts/format-time.ts'
import type { Tone } from '#renderer/parts/pill.tsx'

/** A sign in a row: icon, words for everyone, and a colour where something needs a look. */
export type Sign = { icon: LucideIcon; words: string; tone: Tone | null }

/** What a row is called: its event, else where it went. */
export const rowTitle = (row: RequestRow): string => row.eventType ?? (row.path === '' ? '/' : row.path)

/** When a row came: the clock, and the milliseconds where it is recent enough to have them. */
export function rowTime(receivedAt: string): { clock: string; milliseconds: string | undefined } {
  const [clock = '', milliseconds] = formatMoment(new Date(receivedAt), new Date()).split('.')
  return { clock, milliseconds }
}

/** What a row says behind its title. */
export function rowSummary(row: RequestRow): string {
  if (isRejected(row.state)) return row.reason === null ? row.state : reasonWords(row.reason)
  if (row.verification.state === 'failed' && row.verification.reason)
    return verificationReasons[row.verification.reason].what
  if (row.duplicateOf !== null) return 'duplicate'
  return (
    row.summary ??
    [row.contentType, row.bodyBytes === 0 ? 'no body' : formatSize(row.bodyBytes)].filter(Boolean).join(' · ')
  )
}

const signatureSigns: Record<VerificationState, Sign> = {
  verified: { icon: ShieldCheck, words: 'Signature verified', tone: null },
  failed: { icon: ShieldX, words: 'Signature failed', tone: 'bad' },
  unsigned: { icon: ShieldOff, words: 'Not signed', tone: null },
  skipped: { icon: ShieldOff, words: 'Signature not checked', tone: null },
  pending: { icon: ShieldQuestionMark, words: 'Signature is being checked', tone: null },
}

/** The sign in the signature column; a duplicate says so there, but a signature that failed matters more. */
export const signatureSign = (row: RequestRow): Sign =>
  row.duplicateOf === null || row.verification.state === 'failed'
    ? signatureSigns[row.verification.state]
    : { icon: Copy, words: 'Duplicate of an earlier request', tone: 'warn' }

const outcomeSigns: Record<DeliveryState, Sign> = {
  queued: { icon: Hourglass, words: 'queued', tone: null },
  sending: { icon: Hourglass, words: 'sending', tone: null },
  retrying: { icon: RotateCw, words: 'retry', tone: 'warn' },
  held: { icon: Hourglass, words: 'held', tone: 'warn' },
  delivered: { icon: CornerDownRight, words: 'sent', tone: null },
  dead_letter: { icon: Skull, words: 'failed', tone: 'bad' },
  cancelled: { icon: Ban, words: 'cancelled', tone: null },
}

/** What became of a request, or null where nothing was sent. */
export function outcomeSign(row: RequestRow): Sign | null {
  if (row.deliveryState === null) return null
  const sign = outcomeSigns[row.deliveryState]
  const counts = row.deliveryState === 'delivered' && row.deliveryCount > 1
  return counts ? { ...sign, words: `${row.deliveryCount} ${sign.words}` } : sign
}

/** True where the answer tells the sender that something is wrong. */
export const isErrorStatus = (status: number | null): boolean => status === null || status >= 400
