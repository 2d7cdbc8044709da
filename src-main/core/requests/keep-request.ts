import type { RequestWrites } from '#main/core/database/stores/request-writes.ts'
import type { Writer } from '#main/core/database/writer.ts'
import type { MakeId } from '#main/core/make-id.ts'
import type { LiveSource } from '#main/core/sources/live-source.ts'
import type { CapturedRequest } from './captured-request.ts'
import type { Judgement } from './judge.ts'
import type { KeptRequest } from './kept-request.ts'

/** More than these may not wait for the disk: the sender is better off with a 503 than with silence. */
const waitingAtMost = 500

const noTime = { bodyMs: 0, checkMs: 0, commitMs: 0, totalMs: 0 }

/** Puts requests on disk. */
export type KeepRequest = {
  isFull: () => boolean
  /** Gives a request its place and its id. */
  number: (request: CapturedRequest, source: LiveSource, judgement: Judgement) => KeptRequest
  /**
   * Commits it; `settle` is called after the fsync, or with the error. What is malformed does not count as waiting:
   * there is no more of it than sockets, and it must not keep good requests out.
   */
  commit: (kept: KeptRequest, settle: (error: Error | null) => void) => void
}

/** `lastSeq` is the highest number that was ever given. */
export function createKeepRequest(writer: Writer, writes: RequestWrites, makeId: MakeId, lastSeq: number): KeepRequest {
  let seq = lastSeq
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
        timing: noTime,
      }
    },
    commit: (kept, settle) =>
      writer.hot(kept.state === 'malformed' ? 'route' : 'receive', { run: () => writes.insert(kept), settle }),
  }
}
