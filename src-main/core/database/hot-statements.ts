import type { Database } from 'better-sqlite3'
import type { EventRemoval } from './stores/event-removal.ts'
import { prepareEventRemoval } from './stores/event-removal.ts'
import type { EventWrites } from './stores/event-writes.ts'
import { prepareEventWrites } from './stores/event-writes.ts'
import type { Removal } from './stores/removal.ts'
import { prepareRemoval } from './stores/removal.ts'
import type { RequestWrites } from './stores/request-writes.ts'
import { prepareRequestWrites } from './stores/request-writes.ts'
import type { RunWrites } from './stores/run-writes.ts'
import { prepareRunWrites } from './stores/run-writes.ts'
import type { SendingWrites } from './stores/sending-writes.ts'
import { prepareSendingWrites } from './stores/sending-writes.ts'
import type { TextWrites } from './stores/text-writes.ts'
import { prepareTextWrites } from './stores/text-writes.ts'

/** The statements that are prepared once: for hot writes, which run inside a turn of the writer. */
export type HotStatements = {
  requests: RequestWrites
  events: EventWrites
  eventRemoval: EventRemoval
  text: TextWrites
  removal: Removal
  sending: SendingWrites
  runs: RunWrites
}

export const prepareHotStatements = (db: Database): HotStatements => ({
  requests: prepareRequestWrites(db),
  events: prepareEventWrites(db),
  eventRemoval: prepareEventRemoval(db),
  text: prepareTextWrites(db),
  removal: prepareRemoval(db),
  sending: prepareSendingWrites(db),
  runs: prepareRunWrites(db),
})
