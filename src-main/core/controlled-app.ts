import type { Feed } from './feed/feed.ts'
import type { Handlers } from './handlers/handlers.ts'

/** Who holds a token. */
export type Caller = { workspaceId: string; sessionId: string | null }

/** What the control listener needs of the app: the contract's handlers and the few things beside the table. */
export type ControlledApp = {
  handlers: Handlers
  feed: Feed
  /** The caller behind a bearer token, or null. */
  authenticate: (token: string) => Caller | null
  /** Changes a one-time code into a session token. Throws `session-code-invalid`. */
  enter: (code: string) => Promise<{ token: string; sessionId: string }>
  /** The raw body of a stored request. Throws `request-not-found`. */
  readBody: (requestId: string, workspaceId: string) => Promise<{ bytes: Uint8Array; contentType: string | null }>
  /** The bytes that a delivery of a request sends. Throws `delivery-not-found`. */
  readSentBody: (deliveryId: string, workspaceId: string) => Promise<Uint8Array>
  /** Told that a page is being loaded: makes ready what its first questions take long to start. */
  expectReading: () => void
  /** True when requests can be stored. */
  isReady: () => boolean
}
