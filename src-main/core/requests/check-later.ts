import type { Writer } from '#main/core/database/writer.ts'
import type { Log } from '#main/core/ports.ts'
import type { Router } from '#main/core/route.ts'
import type { LiveSource } from '#main/core/sources/live-source.ts'
import type { Enquiries } from '#main/core/verification/enquiries.ts'
import { judgeAsking } from '#main/core/verification/enquiries.ts'
import { howToVerify } from '#main/core/verification/how-to-verify.ts'
import { toVerification } from '#main/core/verification/verify-request.ts'
import type { KeptRequest } from './kept-request.ts'
import { unchecked } from './kept-request.ts'
import { recordChecks } from './recheck-requests.ts'

export type CheckLaterParts = {
  router: Router
  enquiries: Enquiries
  writer: Writer
  sourceOf: (id: string) => LiveSource | null | undefined
  log: Log
  /** Told of what could not be taken on: it is on disk, and is to be handed over again a little later. */
  failed: (error: Error) => void
}

// Their bodies are in memory. More wait on the disk, not routed.
const waitingAtMost = 200

/**
 * A router that first ends the checks which wait for the network: what they say decides which triggers and webhooks
 * take a request. Until then it is on disk and not routed, so that a crash loses neither the check nor what follows.
 */
export function createCheckingRouter({ router, enquiries, writer, sourceOf, log, failed }: CheckLaterParts): Router {
  const waiting = new Set<number>()

  const settle = async (kept: KeptRequest): Promise<void> => {
    const source = sourceOf(kept.sourceId)
    const outcome = source ? await judgeAsking(kept, howToVerify(source), enquiries) : null
    const verification = outcome ? toVerification(outcome) : unchecked
    // Creel stops, say: it is asked for again when it starts.
    if (verification.state === 'pending') return failed(new Error('The check of a request was interrupted.'))
    await writer.write((tx) => recordChecks(tx, [{ seq: kept.seq, verification }]))
    router.add({ ...kept, verification })
  }

  return {
    add(kept) {
      if (kept.verification.state !== 'pending') return router.add(kept)
      if (waiting.has(kept.seq)) return
      if (waiting.size >= waitingAtMost) return failed(new Error('Too many checks wait for the network.'))
      waiting.add(kept.seq)
      settle(kept)
        .catch((error: unknown) => {
          log.warn('request.check-not-kept', { request: kept.id, error: String(error) })
          failed(error as Error)
        })
        .finally(() => waiting.delete(kept.seq))
    },
  }
}
