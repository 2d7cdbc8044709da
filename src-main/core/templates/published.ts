import { builtInOfVersion, versionIdOfBuiltIn } from '#shared/templates/built-ins.ts'
import type { Reader } from '#main/core/database/handles.ts'

/** The version that is published now of the template that a version belongs to; the same one where that is gone. */
export async function findPublishedNow(db: Reader, versionId: string): Promise<string> {
  const builtIn = builtInOfVersion(versionId)
  if (builtIn) return versionIdOfBuiltIn(builtIn)
  const row = await db
    .selectFrom('templateVersion')
    .innerJoin('template', 'template.id', 'templateVersion.templateId')
    .select('template.publishedVersionId')
    .where('templateVersion.id', '=', versionId)
    .executeTakeFirst()
  return row?.publishedVersionId ?? versionId
}
