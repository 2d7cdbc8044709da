import type { InputOf, OperationName, OutputOf } from '#shared/contract/operations.ts'

/** Who calls, and until when. */
export type CallContext = {
  workspaceId: string
  /** null: the caller holds the local token. */
  sessionId: string | null
  /** Calls with the same key are one call. */
  idempotencyKey: string | null
  signal: AbortSignal
}

/** One function for each operation of the contract; a missing one does not compile. */
export type Handlers = {
  [Name in OperationName]: (input: InputOf<Name>, context: CallContext) => Promise<OutputOf<Name>>
}
