import type { Selectable } from 'kysely'
import { sql } from 'kysely'
import type { Reader, Tx } from '#main/core/database/handles.ts'
import type { TemplateTable, TemplateVersionTable } from '#main/core/database/template-tables.ts'

export type StoredTemplate = Selectable<TemplateTable>
export type StoredVersion = Selectable<TemplateVersionTable>

/** What planning needs of each template that is not deleted. */
export const listLiveTemplates = (
  db: Reader,
): Promise<Pick<StoredTemplate, 'id' | 'workspaceId' | 'name' | 'publishedVersionId'>[]> =>
  db
    .selectFrom('template')
    .select(['id', 'workspaceId', 'name', 'publishedVersionId'])
    .where('deletedAt', 'is', null)
    .execute()

/** The templates of a workspace, oldest first. */
export const listTemplates = (
  db: Reader,
  { workspaceId, isDeleted }: { workspaceId: string; isDeleted: boolean },
): Promise<StoredTemplate[]> =>
  db
    .selectFrom('template')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('deletedAt', isDeleted ? 'is not' : 'is', null)
    .orderBy('id')
    .execute()

/** One template, deleted or not. */
export const findTemplate = (db: Reader, workspaceId: string, id: string): Promise<StoredTemplate | undefined> =>
  db.selectFrom('template').selectAll().where('workspaceId', '=', workspaceId).where('id', '=', id).executeTakeFirst()

/** The versions of a template, newest first. */
export const listVersions = (db: Reader, templateId: string): Promise<StoredVersion[]> =>
  db.selectFrom('templateVersion').selectAll().where('templateId', '=', templateId).orderBy('number', 'desc').execute()

export const findVersion = (db: Reader, id: string): Promise<StoredVersion | undefined> =>
  db.selectFrom('templateVersion').selectAll().where('id', '=', id).executeTakeFirst()

export const findVersionNumbered = (
  db: Reader,
  templateId: string,
  number: number,
): Promise<StoredVersion | undefined> =>
  db
    .selectFrom('templateVersion')
    .selectAll()
    .where('templateId', '=', templateId)
    .where('number', '=', number)
    .executeTakeFirst()

/** Whether any webhook names a template, a deleted one that may be restored included, or any trigger that there is. */
export async function isTemplateUsed(db: Reader, workspaceId: string, id: string): Promise<boolean> {
  const webhook = await db
    .selectFrom('webhook')
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .where(sql<boolean>`json_extract(settings, '$.templateId') = ${id}`)
    .executeTakeFirst()
  const trigger = await db
    .selectFrom('trigger')
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .where('deletedAt', 'is', null)
    .where(
      sql<boolean>`exists (select 1 from json_each(settings, '$.actions') where json_extract(value, '$.templateId') = ${id})`,
    )
    .executeTakeFirst()
  return webhook !== undefined || trigger !== undefined
}

export const insertTemplate = (tx: Tx, template: StoredTemplate) => tx.insertInto('template').values(template).execute()

/** Changes a template as it is now. */
export const updateTemplate = (
  tx: Tx,
  id: string,
  changes: Partial<Pick<StoredTemplate, 'name' | 'draft' | 'publishedVersionId' | 'deletedAt'>> & { updatedAt: number },
) => tx.updateTable('template').set(changes).where('id', '=', id).execute()

/** Publishes a content as the next version, which takes the place of the draft; answers its number. */
export async function publishVersion(tx: Tx, version: Omit<StoredVersion, 'number'>): Promise<number> {
  const { templateId, id, createdAt } = version
  const { last } = await tx
    .selectFrom('templateVersion')
    .select((row) => row.fn.max('number').as('last'))
    .where('templateId', '=', templateId)
    .executeTakeFirstOrThrow()
  const number = (last ?? 0) + 1
  await tx
    .insertInto('templateVersion')
    .values({ ...version, number })
    .execute()
  await updateTemplate(tx, templateId, { draft: null, publishedVersionId: id, updatedAt: createdAt })
  return number
}
