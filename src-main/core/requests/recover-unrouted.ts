import type { Reader } from '#main/core/database/handles.ts'
import { findBody, listUnrouted } from '#main/core/database/stores/request-store.ts'
import type { Writer } from '#main/core/database/writer.ts'
import type { Router } from '#main/core/route.ts'
import { keptOf } from './stored-request.ts'

const atOnce = 200

/** Routes what is on disk but was not routed: after a crash, or after a commit that failed. Answers how many. */
export async function recoverUnrouted(db: Reader, router: Router, writer: Writer): Promise<number> {
  let count = 0
  let afterSeq = 0
  for (;;) {
    const stored = await listUnrouted(db, afterSeq, atOnce)
    for (const request of stored) router.add(keptOf(request, await findBody(db, request.seq)))
    await writer.write(turnHasCome)
    count += stored.length
    if (stored.length < atOnce) return count
    afterSeq = stored.at(-1)?.seq ?? afterSeq
  }
}

// Bodies run after all hot writes of their turn. A drain would wait for ever where requests never cease to come.
async function turnHasCome(): Promise<void> {}
