import type { Selectable } from 'kysely'
import type { ActionResult, ActionState, RunState } from '#shared/model/run.ts'
import type { Reader, Tx } from '#main/core/database/handles.ts'
import type { ActionTable, RunTable } from '#main/core/database/trigger-tables.ts'

export type StoredRun = RunTable & { triggerSettings: string | null }
export type StoredAction = Selectable<ActionTable>

const runs = (db: Reader) =>
  db
    .selectFrom('run')
    .leftJoin('trigger', 'trigger.id', 'run.triggerId')
    .selectAll('run')
    .select('trigger.settings as triggerSettings')

export type RunPage = {
  workspaceId: string
  triggerId?: string | undefined
  eventId?: string | undefined
  state?: RunState | undefined
  beforeId: string
  limit: number
}

/** Runs, newest first. */
export function listRuns(
  db: Reader,
  { workspaceId, triggerId, eventId, state, beforeId, limit }: RunPage,
): Promise<StoredRun[]> {
  let query = runs(db).where('run.workspaceId', '=', workspaceId).where('run.id', '<', beforeId)
  if (triggerId !== undefined) query = query.where('run.triggerId', '=', triggerId)
  if (eventId !== undefined) query = query.where('run.eventId', '=', eventId)
  if (state !== undefined) query = query.where('run.state', '=', state)
  return query.orderBy('run.id', 'desc').limit(limit).execute()
}

export const findRun = (db: Reader, workspaceId: string, id: string): Promise<StoredRun | undefined> =>
  runs(db).where('run.workspaceId', '=', workspaceId).where('run.id', '=', id).executeTakeFirst()

export const listActions = (db: Reader, runId: string): Promise<StoredAction[]> =>
  db.selectFrom('action').selectAll().where('runId', '=', runId).orderBy('position').execute()

/** Runs of which something is still to be done, oldest first. */
export const listOpenRuns = (db: Reader, afterId: string, limit: number): Promise<RunTable[]> =>
  db
    .selectFrom('run')
    .selectAll()
    .where('endedAt', 'is', null)
    .where('id', '>', afterId)
    .orderBy('id')
    .limit(limit)
    .execute()

/** When which trigger ran since a time, oldest first. */
export const listRunTimes = (db: Reader, since: number): Promise<Pick<RunTable, 'triggerId' | 'createdAt'>[]> =>
  db
    .selectFrom('run')
    .select(['triggerId', 'createdAt'])
    .where('createdAt', '>', since)
    .where('state', '<>', 'stopped')
    .orderBy('createdAt')
    .execute()

/** How often each trigger ran since a time. */
export const countRuns = (
  db: Reader,
  workspaceId: string,
  since: number,
): Promise<{ triggerId: string; runs: number }[]> =>
  db
    .selectFrom('run')
    .select((row) => ['triggerId', row.fn.countAll<number>().as('runs')])
    .where('workspaceId', '=', workspaceId)
    .where('createdAt', '>=', since)
    .where('state', '<>', 'stopped')
    .groupBy('triggerId')
    .execute()

/** The last run of a trigger. */
export const findLastRun = (
  db: Reader,
  triggerId: string,
): Promise<Pick<RunTable, 'state' | 'createdAt'> | undefined> =>
  db
    .selectFrom('run')
    .select(['state', 'createdAt'])
    .where('triggerId', '=', triggerId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()

/** Begins an action, once more where a crash came in between. */
export const beginAction = (tx: Tx, id: string, now: number) =>
  tx
    .updateTable('action')
    .set((row) => ({ state: 'running' satisfies ActionState, startedAt: now, tries: row('tries', '+', 1) }))
    .where('id', '=', id)
    .execute()

export type ActionEnd = { id: string; state: ActionState; result: ActionResult; now: number }

/** Records what came of an action. */
export const endAction = (tx: Tx, { id, state, result, now }: ActionEnd) =>
  tx
    .updateTable('action')
    .set((row) => ({
      state,
      result: JSON.stringify(result),
      endedAt: now,
      startedAt: row.fn.coalesce('startedAt', row.val(now)),
      tries: row.fn<number>('max', ['tries', row.lit(1)]),
    }))
    .where('id', '=', id)
    .execute()

export const setRunState = (tx: Tx, id: string, state: RunState, endedAt: number | null) =>
  tx.updateTable('run').set({ state, endedAt }).where('id', '=', id).execute()
