import type { Template, TemplateDetail, TemplateVersion } from '#shared/model/template.ts'
import { TemplateContent } from '#shared/model/template.ts'
import type { BuiltIn } from '#shared/templates/built-in.ts'
import { contentOfBuiltIn } from '#shared/templates/built-in.ts'
import { idOfBuiltIn, versionIdOfBuiltIn } from '#shared/templates/built-ins.ts'
import type { StoredTemplate, StoredVersion } from '#main/core/database/stores/template-store.ts'

const time = (ms: number): string => new Date(ms).toISOString()

/** A stored content. */
export const parseContent = (text: string): TemplateContent => TemplateContent.parse(JSON.parse(text))

/** What a new template is before anything is written into it. */
export const emptyContent: TemplateContent = TemplateContent.parse({ source: '' })

/** A template as the contract shows it; `versions` are its own, newest first. */
export function toTemplate(
  stored: StoredTemplate,
  versions: readonly StoredVersion[],
  webhookCount: number,
): TemplateDetail {
  const published = versions.find(({ id }) => id === stored.publishedVersionId)
  const [draft, live] = [stored.draft, published?.content ?? null].map((text) =>
    text === null ? null : parseContent(text),
  )
  const { language, format } = draft ?? live ?? emptyContent
  return {
    id: stored.id,
    workspaceId: stored.workspaceId,
    name: stored.name,
    isBuiltIn: false,
    language,
    format,
    versionCount: versions.length,
    publishedVersion: published?.number ?? null,
    publishedVersionId: published?.id ?? null,
    hasDraft: stored.draft !== null,
    webhookCount,
    createdAt: time(stored.createdAt),
    updatedAt: time(stored.updatedAt),
    deletedAt: stored.deletedAt === null ? null : time(stored.deletedAt),
    draft: draft ?? null,
    published: live ?? null,
  }
}

/** A template that comes with Creel, as the contract shows it. */
export const toBuiltInTemplate = (builtIn: BuiltIn, workspaceId: string, webhookCount: number): TemplateDetail => ({
  id: idOfBuiltIn(builtIn),
  workspaceId,
  name: builtIn.title,
  isBuiltIn: true,
  language: 'liquid',
  format: builtIn.format,
  versionCount: 1,
  publishedVersion: builtIn.version,
  publishedVersionId: versionIdOfBuiltIn(builtIn),
  hasDraft: false,
  webhookCount,
  createdAt: null,
  updatedAt: null,
  deletedAt: null,
  draft: null,
  published: contentOfBuiltIn(builtIn),
})

/** A template as a row of a list. */
export const toTemplateRow = ({ draft: _draft, published: _published, ...row }: TemplateDetail): Template => row

export const toVersion = (
  { id, templateId, number, content, createdAt }: StoredVersion,
  publishedVersionId: string | null,
): TemplateVersion => ({
  id,
  templateId,
  number,
  isPublished: id === publishedVersionId,
  createdAt: time(createdAt),
  content: parseContent(content),
})

export const toBuiltInVersion = (builtIn: BuiltIn): TemplateVersion => ({
  id: versionIdOfBuiltIn(builtIn),
  templateId: idOfBuiltIn(builtIn),
  number: builtIn.version,
  isPublished: true,
  createdAt: null,
  content: contentOfBuiltIn(builtIn),
})
