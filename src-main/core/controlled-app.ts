import type { Feed } from './feed/feed.ts'
import type { Access } from '#shared/rules/access.ts'
import type { Handlers } from './handlers/handlers.ts'

/** What an API key gives to who holds it. */
export type CallerKey = Access & { id: string }

/** Who holds a token; with the local token or a browser's session there is no key, and all is allowed. */
export type Caller = { workspaceId: string; sessionId: string | null; key?: CallerKey }

/** A token that was good once, or nearly is: why it is refused, for a person. */
export type Refused = { refused: string }

/** What the control listener needs of the app: the contract's handlers and the few things beside the table. */
export type ControlledApp = {
  handlers: Handlers
  feed: Feed
  /** The caller behind a bearer token, or why it is refused; null: nobody. */
  authenticate: (token: string) => Caller | Refused | null
  /** Told of each call with an API key that was let in; `route` is its method and path. */
  keyUsed: (keyId: string, how: { route: string; address: string | null }) => void
  /** Changes a one-time code into a session token. Throws `session-code-invalid`. */
  enter: (code: string) => Promise<{ token: string; sessionId: string }>
  /** The raw body of a stored request. Throws `request-not-found`. */
  readBody: (requestId: string, workspaceId: string) => Promise<{ bytes: Uint8Array; contentType: string | null }>
  /** The bytes that a delivery of a request sends. Throws `delivery-not-found`. */
  readSentBody: (deliveryId: string, workspaceId: string) => Promise<Uint8Array>
  /** All that must not leave in a bundle: the secrets of a workspace and the addresses of its sources. */
  knownSecrets: (workspaceId: string) => string[]
  version: string
  /** Told that a page is being loaded: makes ready what its first questions take long to start. */
  expectReading: () => void
  /** True when requests can be stored. */
  isReady: () => boolean
}
