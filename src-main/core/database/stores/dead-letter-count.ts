import type { Database } from 'better-sqlite3'
import { CompiledQuery } from 'kysely'
import type { Tx } from '#main/core/database/handles.ts'

// Tests are sent to see what happens, and a replay that was cancelled sends nothing.
const changeCount = `
  update webhookState set deadLetterCount = max(0, deadLetterCount + ?)
  where webhookId = (
    select webhookId from delivery
    where id = ? and state = 'dead_letter' and isTest = 0 and ? = (
      select count(*) from delivery as replay where replay.replayOf = delivery.id and replay.state <> 'cancelled'))`

type Parameters = [by: 1 | -1, id: string, replays: 0 | 1]

const replayed = (id: string): Parameters => [-1, id, 1]
const unreplayed = (id: string): Parameters => [1, id, 0]

const run = (tx: Tx, parameters: Parameters) =>
  tx.getExecutor().executeQuery(CompiledQuery.raw(changeCount, parameters))

/** Of dead letters that have got their first replay their webhooks count no more. */
export async function uncountReplayed(tx: Tx, ids: readonly string[]): Promise<void> {
  for (const id of ids) await run(tx, replayed(id))
}

/** Dead letters whose replay was cancelled are counted again. */
export async function countUnreplayed(tx: Tx, ids: Iterable<string>): Promise<void> {
  for (const id of new Set(ids)) await run(tx, unreplayed(id))
}

/** The same for one, inside a turn of the writer. */
export function prepareCountUnreplayed(db: Database): (id: string) => void {
  const count = db.prepare<Parameters>(changeCount)
  return (id) => void count.run(...unreplayed(id))
}
