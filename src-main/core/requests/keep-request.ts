import type { RequestWrites } from '#main/core/database/stores/request-writes.ts'
import type { Writer } from '#main/core/database/writer.ts'
import type { MakeId } from '#main/core/make-id.ts'
import type { Log } from '#main/core/ports.ts'
import type { LiveSource } from '#main/core/sources/live-source.ts'
import type { CapturedRequest } from './captured-request.ts'
import { countArrivals } from './count-arrivals.ts'
import type { Judgement } from './judge.ts'
import type { KeptRequest } from './kept-request.ts'
import { readSaid } from './said-by-request.ts'

/** More than these may not wait for the disk: the sender is better off with a 503 than with silence. */
const waitingAtMost = 500

/** Puts requests on disk. */
export type KeepRequest = {
  isFull: () => boolean
  /** Gives a request its place and its id, and reads what it says. */
  number: (request: CapturedRequest, source: LiveSource, judgement: Judgement) => KeptRequest
  /**
   * Commits it; `settle` is called after the fsync, or with the error. What is malformed does not count as waiting:
   * there is no more of it than sockets, and it must not keep good requests out.
   */
  commit: (kept: KeptRequest, settle: (error: Error | null) => void) => void
}

export type KeepRequestParts = {
  writer: Writer
  writes: RequestWrites
  makeId: MakeId
  log: Log
  /** True where nothing follows from a request: then it is routed in the commit that keeps it. */
  owesNothing: (kept: KeptRequest) => boolean
}

/** `lastSeq` is the highest number that was ever given. */
export function createKeepRequest(parts: KeepRequestParts, lastSeq: number): KeepRequest {
  const { writer, writes, makeId, owesNothing } = parts
  const tallyOfTurn = createTallies(parts)
  let seq = lastSeq

  const insert = (kept: KeptRequest): void => {
    kept.routedAtOnce = owesNothing(kept) ? writes.fieldsOf(kept) : null
    writes.insert(kept, kept.routedAtOnce)
  }

  return {
    isFull: () => writer.waiting('receive') >= waitingAtMost,
    number(request, source, judgement) {
      seq += 1
      return {
        ...request,
        ...judgement,
        seq,
        headersText: JSON.stringify(request.headers),
        id: makeId('request'),
        workspaceId: source.workspaceId,
        sourceId: source.id,
        said: readSaid(request, judgement.provider),
        routedAtOnce: null,
        timing: null,
      }
    },
    commit(kept, settle) {
      const tally = tallyOfTurn()
      writer.hot(kept.state === 'malformed' ? 'route' : 'receive', {
        run() {
          insert(kept)
          tally.add(kept)
        },
        settle(error) {
          if (error) tally.drop(kept)
          settle(error)
        },
      })
    },
  }
}

/** What one turn has routed at once, to be counted in its own commit: see decision 11. */
type Tally = { add: (kept: KeptRequest) => void; drop: (kept: KeptRequest) => void }

/** Answers the tally of the turn to come, which is asked for while the turn's writes are queued. */
function createTallies({ writer, writes, log }: KeepRequestParts): () => Tally {
  let current: Tally | null = null

  const begin = (): Tally => {
    // A set: what is run again, because another write of the turn has failed, counts once.
    const routed = new Set<KeptRequest>()
    const tally: Tally = {
      add: (kept) => void (kept.routedAtOnce && routed.add(kept)),
      drop: (kept) => void routed.delete(kept),
    }
    const close = (): void => {
      if (current === tally) current = null
    }
    writer.hot('tally', {
      run() {
        close()
        for (const arrivals of countArrivals([...routed])) writes.count(arrivals)
      },
      settle(error) {
        // A turn that failed whole may not have come to its tally.
        close()
        if (error && routed.size > 0) log.error('request.not-counted', { requests: routed.size, error: error.message })
      },
    })
    return tally
  }

  return () => (current ??= begin())
}
