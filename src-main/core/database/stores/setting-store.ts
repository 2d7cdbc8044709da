import { Settings } from '#shared/model/settings.ts'
import type { Pause } from '#main/core/receiving/receiving.ts'
import type { Reader, Tx } from '#main/core/database/handles.ts'

const defaults: Settings = Settings.parse({ retention: {} })

/** The settings of a workspace; what was never set is as it comes. */
export async function readSettings(db: Reader, workspaceId: string): Promise<Settings> {
  const rows = await db.selectFrom('setting').selectAll().where('workspaceId', '=', workspaceId).execute()
  const stored = Object.fromEntries(rows.map(({ name, value }) => [name, JSON.parse(value) as unknown]))
  return Settings.parse({ ...defaults, ...stored })
}

type GivenRetention = { [Field in keyof Settings['retention']]?: Settings['retention'][Field] | undefined }

/** Changes how long things are kept; what is left out stays as it is now. */
export async function changeRetention(tx: Tx, workspaceId: string, changes: GivenRetention): Promise<void> {
  const settings = await readSettings(tx, workspaceId)
  const { retention } = Settings.parse({ ...settings, retention: { ...settings.retention, ...changes } })
  await writeSetting(tx, workspaceId, 'retention', retention)
}

const pauseName = 'receivingPaused'

/** The pause of receiving, if there is one. */
export async function readPause(db: Reader, workspaceId: string): Promise<Pause | null> {
  const row = await db
    .selectFrom('setting')
    .select('value')
    .where('workspaceId', '=', workspaceId)
    .where('name', '=', pauseName)
    .executeTakeFirst()
  return row ? (JSON.parse(row.value) as Pause | null) : null
}

export const writePause = (tx: Tx, workspaceId: string, pause: Pause | null) =>
  writeSetting(tx, workspaceId, pauseName, pause)

const writeSetting = (tx: Tx, workspaceId: string, name: string, given: unknown) => {
  const value = JSON.stringify(given)
  return tx
    .insertInto('setting')
    .values({ workspaceId, name, value })
    .onConflict((conflict) => conflict.columns(['workspaceId', 'name']).doUpdateSet({ value }))
    .execute()
}
