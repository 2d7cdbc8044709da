import { builtInById, builtInOfVersion, versionIdOfBuiltIn } from '#shared/templates/built-ins.ts'
import type { Reader } from '#main/core/database/handles.ts'

/** What new deliveries of a webhook with a template are made with; null: nothing is published of it, or it has none. */
export function publishedOf(templateId: string | null, published: ReadonlyMap<string, string>): string | null {
  if (templateId === null) return null
  const builtIn = builtInById(templateId)
  return builtIn ? versionIdOfBuiltIn(builtIn) : (published.get(templateId) ?? null)
}

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
