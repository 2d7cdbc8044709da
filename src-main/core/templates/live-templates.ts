import { builtInById, versionIdOfBuiltIn } from '#shared/templates/built-ins.ts'
import type { StoredTemplate } from '#main/core/database/stores/template-store.ts'

/** A template as planning needs it. `versionId`: what new deliveries are made with; null: nothing is published of it. */
export type LiveTemplate = { name: string; versionId: string | null }

/** A template of a workspace that is not deleted, or one that comes with Creel. */
export type TemplateOf = (workspaceId: string, id: string) => LiveTemplate | undefined

type Row = Pick<StoredTemplate, 'id' | 'workspaceId' | 'name' | 'publishedVersionId'>

export function createTemplateOf(rows: readonly Row[]): TemplateOf {
  const byId = new Map(rows.map((row) => [row.id, row]))
  return (workspaceId, id) => {
    const builtIn = builtInById(id)
    if (builtIn) return { name: builtIn.title, versionId: versionIdOfBuiltIn(builtIn) }
    const row = byId.get(id)
    return row?.workspaceId === workspaceId ? { name: row.name, versionId: row.publishedVersionId } : undefined
  }
}
