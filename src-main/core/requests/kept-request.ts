import type { RequestState, RequestTiming } from '#shared/model/request.ts'
import type { ProviderName } from '#shared/model/provider.ts'
import type { Verification } from '#shared/model/verification.ts'
import type { CapturedRequest } from './captured-request.ts'
import type { ReplayWatch } from './judge.ts'
import type { Reply } from './reply.ts'

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
  timing: RequestTiming
  replay?: ReplayWatch
}

/** The verification of a request that was turned away before it could be checked. */
export const unchecked: Verification = { state: 'skipped', reason: null, secretId: null, skewSeconds: null }
