import type { RequestRow } from '#shared/model/request.ts'
import type { Source } from '#shared/model/source.ts'
import type { Status } from '#shared/model/status.ts'

/** What the desktop shell shows of a running Creel, in tray, menu and notifications. */
export type DesktopFacts = {
  status: Status
  /** Oldest first. */
  sources: readonly Source[]
  /** Newest first. */
  lastRequests: readonly RequestRow[]
  deliveries: { owed: number; retrying: number; deadLetters: number }
  /** Requests that have come since the window was last looked at. */
  unseen: number
}

/** Fewer deliveries than this are counted exactly. */
export const countedAtMost = 100
export const shownRequests = 5

/** Creel needs somebody: it does not receive, or senders do not get through to it. */
export const needsAttention = ({ status: { receiver, tunnel, addressChange } }: DesktopFacts): boolean =>
  receiver.error !== null ||
  addressChange !== null ||
  tunnel?.state.kind === 'unreachable' ||
  (tunnel?.state.kind === 'connecting' && tunnel.state.problem !== null)
