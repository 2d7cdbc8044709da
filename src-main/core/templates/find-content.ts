import { TemplateContent } from '#shared/model/template.ts'
import { contentOfBuiltIn } from '#shared/templates/built-in.ts'
import { builtInOfVersion } from '#shared/templates/built-ins.ts'
import type { Reader } from '#main/core/database/handles.ts'
import { findVersion } from '#main/core/database/stores/template-store.ts'

/** Finds what a version of a template says; null where there is no such version. */
export type FindContent = (versionId: string) => Promise<TemplateContent | null>

const keptVersions = 200

/** A version never changes, so that those in use are read once. */
export function createFindContent(db: Reader): FindContent {
  const kept = new Map<string, TemplateContent>()

  return async (versionId) => {
    const builtIn = builtInOfVersion(versionId)
    if (builtIn) return contentOfBuiltIn(builtIn)
    const known = kept.get(versionId)
    if (known) return known
    const stored = await findVersion(db, versionId)
    if (!stored) return null
    const content = TemplateContent.parse(JSON.parse(stored.content))
    if (kept.size >= keptVersions) kept.clear()
    kept.set(versionId, content)
    return content
  }
}
