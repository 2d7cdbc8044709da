import { sql } from 'kysely'
import type { Reader, Tx } from '#main/core/database/handles.ts'
import type { ScenarioTable, SimulationSendTable, SimulationTable } from '#main/core/database/simulation-tables.ts'

export type StoredSimulation = SimulationTable & { last: SimulationSendTable | null }
export type SimulationProgress = Pick<SimulationTable, 'state' | 'sent' | 'unexpected' | 'problem' | 'endedAt'>

export const insertSimulation = (tx: Tx, simulation: SimulationTable) =>
  tx.insertInto('simulation').values(simulation).execute()

/** Stores how far a simulation has come, with the request that brought it there. */
export async function recordSimulation(
  tx: Tx,
  id: string,
  progress: SimulationProgress,
  send: SimulationSendTable | null,
): Promise<void> {
  if (send) await tx.insertInto('simulationSend').values(send).execute()
  await tx.updateTable('simulation').set(progress).where('id', '=', id).execute()
}

/** Closes the simulations that were running when Creel stopped. */
export const closeRunningSimulations = (tx: Tx, endedAt: number) =>
  tx.updateTable('simulation').set({ state: 'interrupted', endedAt }).where('state', '=', 'running').execute()

/** Removes what was over before a moment. */
export async function deleteSimulations(tx: Tx, endedBefore: number): Promise<void> {
  const old = tx.selectFrom('simulation').select('id').where('endedAt', '<', endedBefore)
  await tx.deleteFrom('simulationSend').where('simulationId', 'in', old).execute()
  await tx.deleteFrom('simulation').where('endedAt', '<', endedBefore).execute()
}

export async function findSimulation(
  db: Reader,
  workspaceId: string,
  id: string,
): Promise<StoredSimulation | undefined> {
  const found = await db
    .selectFrom('simulation')
    .selectAll()
    .where('id', '=', id)
    .where('workspaceId', '=', workspaceId)
    .executeTakeFirst()
  return found && withLast(db, found)
}

/** Simulations, newest first. */
export async function listSimulations(
  db: Reader,
  workspaceId: string,
  { beforeId, limit }: { beforeId: string | null; limit: number },
): Promise<StoredSimulation[]> {
  const rows = await db
    .selectFrom('simulation')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .$if(beforeId !== null, (query) => query.where('id', '<', beforeId ?? ''))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return Promise.all(rows.map((row) => withLast(db, row)))
}

async function withLast(db: Reader, row: SimulationTable): Promise<StoredSimulation> {
  const last = await db
    .selectFrom('simulationSend')
    .selectAll()
    .where('simulationId', '=', row.id)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  return { ...row, last: last ?? null }
}

export const listSends = (db: Reader, simulationId: string): Promise<SimulationSendTable[]> =>
  db.selectFrom('simulationSend').selectAll().where('simulationId', '=', simulationId).orderBy('number').execute()

export const saveScenario = (tx: Tx, scenario: ScenarioTable) =>
  tx
    .insertInto('scenario')
    .values(scenario)
    .onConflict((conflict) =>
      conflict.columns(['workspaceId', 'name']).doUpdateSet({ recipe: scenario.recipe, updatedAt: scenario.updatedAt }),
    )
    .execute()

export const deleteScenario = (tx: Tx, workspaceId: string, name: string) =>
  tx.deleteFrom('scenario').where('workspaceId', '=', workspaceId).where('name', '=', name).execute()

export const findScenario = (db: Reader, workspaceId: string, name: string): Promise<ScenarioTable | undefined> =>
  db
    .selectFrom('scenario')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('name', '=', name)
    .executeTakeFirst()

export const listScenarios = (db: Reader, workspaceId: string): Promise<ScenarioTable[]> =>
  db.selectFrom('scenario').selectAll().where('workspaceId', '=', workspaceId).orderBy('name').execute()

/** What a source caught of a request that carries a mark, newest first looked at from `afterSeq` on. */
export const findMarkedRequest = (
  db: Reader,
  { sourceId, afterSeq, mark }: { sourceId: string; afterSeq: number; mark: string },
) =>
  db
    .selectFrom('request')
    .select(['id', 'state', 'reason', 'verificationState', 'verificationReason', 'duplicateOf', 'routed'])
    .where('sourceId', '=', sourceId)
    .where('seq', '>', afterSeq)
    .where(sql<boolean>`instr(headers, ${mark}) > 0`)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
