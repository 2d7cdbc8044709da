import type { TemplateContent, TemplateDetail } from '#shared/model/template.ts'
import type { Tx } from '#main/core/database/handles.ts'
import type { Prepared } from '#main/core/database/prepared.ts'
import type { StoredTemplate, StoredVersion } from '#main/core/database/stores/template-store.ts'
import { insertTemplate, publishVersion } from '#main/core/database/stores/template-store.ts'
import { checkPublishable } from '#main/core/templates/check-publishable.ts'
import type { TryTemplate } from '#main/core/templates/try-template.ts'
import type { TemplatesParts } from './templates-parts.ts'
import { applyTemplateChange, requireLiveTemplate } from './templates-parts.ts'

type NewVersion = Omit<StoredVersion, 'number'>
type Publishing = { workspaceId: string; content: TemplateContent; run: TryTemplate }

/** Checks a template that is made and published at once. Throws `bad-template`. */
export async function preparePublishedTemplate(
  parts: TemplatesParts,
  name: string,
  publishing: Publishing,
): Promise<Prepared<TemplateDetail>> {
  const { workspaceId } = publishing
  const id = parts.makeId('template')
  const version = await nextVersion(parts, id, publishing)
  const now = version.createdAt
  const made = { id, workspaceId, name, draft: null, publishedVersionId: null }
  const template = { ...made, createdAt: now, updatedAt: now, deletedAt: null }
  return {
    id,
    write: (tx) => createPublished(tx, template, version),
    settle: () => applyTemplateChange(parts, workspaceId, id),
  }
}

/** Checks the next version of a template that is published at once. Throws `template-not-found` and `bad-template`. */
export async function prepareTemplateVersion(
  parts: TemplatesParts,
  id: string,
  publishing: Publishing,
): Promise<Prepared<TemplateDetail>> {
  const { workspaceId } = publishing
  await requireLiveTemplate(parts, workspaceId, id)
  const version = await nextVersion(parts, id, publishing)
  return {
    id,
    write: async (tx) => void (await publishVersion(tx, version)),
    settle: () => applyTemplateChange(parts, workspaceId, id),
  }
}

async function nextVersion(
  { clock, makeId }: TemplatesParts,
  templateId: string,
  { workspaceId, content, run }: Publishing,
): Promise<NewVersion> {
  const now = clock.now()
  await checkPublishable(run, content, { workspaceId, now, despiteTests: false })
  return { id: makeId('templateVersion'), workspaceId, templateId, content: JSON.stringify(content), createdAt: now }
}

async function createPublished(tx: Tx, template: StoredTemplate, version: NewVersion): Promise<void> {
  await insertTemplate(tx, template)
  await publishVersion(tx, version)
}
