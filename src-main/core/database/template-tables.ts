/** `draft` is a TemplateContent that was not published yet. */
export type TemplateTable = {
  id: string
  workspaceId: string
  name: string
  draft: string | null
  publishedVersionId: string | null
  createdAt: number
  updatedAt: number
  deletedAt: number | null
}

/** What was published, for good; `content` is a TemplateContent. */
export type TemplateVersionTable = {
  id: string
  workspaceId: string
  templateId: string
  number: number
  content: string
  createdAt: number
}
