import type { AppParts, Base } from './app-base.ts'
import type { Replayer } from './deliveries/replay.ts'
import { createReplayer } from './deliveries/replay.ts'
import type { ManyReplayer } from './replays/replay-many.ts'
import { createManyReplayer } from './replays/replay-many.ts'

/** What sends one captured request again. */
export function createAppReplayer(
  { writer, readers, ports: { clock, sendRequest, log } }: AppParts,
  { makeId, feed, tellRow }: Base,
): Replayer {
  return createReplayer({
    writer,
    db: readers.quick,
    clock,
    makeId,
    sendRequest,
    failed: (error) => log.error('delivery.not-recorded', { error: error.message }),
    changed: (delivery) => {
      feed.publish({ kind: 'delivery.changed', data: delivery })
      if (delivery.requestId) tellRow(delivery.workspaceId, delivery.requestId)
    },
  })
}

/** What sends all that a filter finds again. */
export const createAppManyReplayer = ({ writer, ports }: AppParts, { makeId, feed }: Base): ManyReplayer =>
  createManyReplayer({
    ...ports,
    writer,
    makeId,
    changed: (replay) => feed.publish({ kind: 'replay.changed', data: replay }),
  })
