import type { RequestState, RequestTiming } from '#shared/model/request.ts'
import type { ProviderName } from '#shared/model/provider.ts'
import type { Verification } from '#shared/model/verification.ts'
import type { RoutedFields } from '#main/core/database/stores/request-writes.ts'
import type { ScriptTurn } from '#main/core/sources/play-script.ts'
import type { CapturedRequest } from './captured-request.ts'
import type { ReplayWatch } from './judge.ts'
import type { Reply } from './reply.ts'
import type { SaidByRequest } from './said-by-request.ts'

/** A request on its way: what came, what was found, what is answered. `seq` orders all requests of the database. */
export type KeptRequest = CapturedRequest & {
  seq: number
  /** The headers as they are stored. */
  headersText: string
  id: string
  workspaceId: string
  sourceId: string
  state: RequestState
  reason: string | null
  provider: ProviderName | null
  verification: Verification
  reply: Reply | null
  /** The name of the answer rule that chose the reply. */
  rule: string | null
  /** The turn that it took in the script of its source; null: none. */
  turn: ScriptTurn | null
  replay?: ReplayWatch
  /** What the sender says has happened. */
  said: SaidByRequest
  /** Set when it was routed in the commit that keeps it, because nothing follows from it. */
  routedAtOnce: RoutedFields | null
  /** Known after the commit; null of what was not received just now. */
  timing: RequestTiming | null
  /** When an imported request came for the first time, where the import tells. */
  firstCameAtMs?: number
}

/** The verification of a request that was turned away before it could be checked. */
export const unchecked: Verification = { state: 'skipped', reason: null, secretId: null, skewSeconds: null }
