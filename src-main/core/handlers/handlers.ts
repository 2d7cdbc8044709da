import type { CallerKey } from '#main/core/controlled-app.ts'
import type { InputOf, OperationName, OutputOf } from '#shared/contract/operations.ts'

/** Who calls, and until when. */
export type CallContext = {
  workspaceId: string
  /** null: the caller holds the local token. */
  sessionId: string | null
  /** The API key that is called with, if it is one. */
  key?: CallerKey
  /** Calls with the same key are one call. */
  idempotencyKey: string | null
  signal: AbortSignal
}

/** One function for each operation of the contract; a missing one does not compile. */
export type Handlers = {
  [Name in OperationName]: (input: InputOf<Name>, context: CallContext) => Promise<OutputOf<Name>>
}
