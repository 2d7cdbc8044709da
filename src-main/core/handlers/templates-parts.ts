import { AppError } from '#shared/contract/problem.ts'
import { contentOfBuiltIn } from '#shared/templates/built-in.ts'
import { builtInById } from '#shared/templates/built-ins.ts'
import type { TemplateContent, TemplateDetail } from '#shared/model/template.ts'
import type { Reader, Readers } from '#main/core/database/handles.ts'
import type { Brought } from '#main/core/database/prepared.ts'
import { nothingBrought } from '#main/core/database/prepared.ts'
import { findTemplate, listVersions } from '#main/core/database/stores/template-store.ts'
import type { StoredTemplate } from '#main/core/database/stores/template-store.ts'
import type { Writer } from '#main/core/database/writer.ts'
import type { Feed } from '#main/core/feed/feed.ts'
import type { MakeId } from '#main/core/make-id.ts'
import type { Clock } from '#main/core/ports.ts'
import type { RunInSandbox } from '#main/core/sandbox/sandbox.ts'
import { toBuiltInTemplate, toTemplate } from '#main/core/templates/to-template.ts'
import type { WebhookRegistry } from '#main/core/webhooks/webhook-registry.ts'

/** What the handlers of templates are made of. */
export type TemplatesParts = {
  db: Reader
  readers: Readers
  writer: Writer
  clock: Clock
  makeId: MakeId
  feed: Feed
  webhooks: WebhookRegistry
  runInSandbox: RunInSandbox
}

const notFound = (id: string): AppError => new AppError('template-not-found', `No template has the id ${id}.`)

/** A template of one's own, deleted or not. Throws `template-not-found`, or `conflict` where it comes with Creel. */
export async function requireOwnTemplate(
  { db }: Pick<TemplatesParts, 'db'>,
  workspaceId: string,
  id: string,
): Promise<StoredTemplate> {
  if (builtInById(id)) {
    throw new AppError('conflict', `${id} comes with Creel and cannot be changed. Make a template of your own from it.`)
  }
  const stored = await findTemplate(db, workspaceId, id)
  if (!stored) throw notFound(id)
  return stored
}

/** The same, where it is not deleted. */
export async function requireLiveTemplate(
  parts: Pick<TemplatesParts, 'db'>,
  workspaceId: string,
  id: string,
): Promise<StoredTemplate> {
  const stored = await requireOwnTemplate(parts, workspaceId, id)
  if (stored.deletedAt === null) return stored
  throw new AppError('template-not-found', `The template ${id} was deleted. Restore it first.`)
}

/** How many webhooks use a template. */
export const usersOf = ({ webhooks }: Pick<TemplatesParts, 'webhooks'>, workspaceId: string, id: string): number =>
  webhooks.of(workspaceId).filter(({ settings }) => settings.templateId === id).length

/** Any template with what it says. Throws `template-not-found`. */
export async function showTemplate(parts: TemplatesParts, workspaceId: string, id: string): Promise<TemplateDetail> {
  const users = usersOf(parts, workspaceId, id)
  const builtIn = builtInById(id)
  if (builtIn) return toBuiltInTemplate(builtIn, workspaceId, users)
  const stored = await requireOwnTemplate(parts, workspaceId, id)
  return toTemplate(stored, await listVersions(parts.db, id), users)
}

/** What a template says now: its draft, or else what is published. */
export async function contentOf(parts: TemplatesParts, workspaceId: string, id: string): Promise<TemplateContent> {
  const builtIn = builtInById(id)
  if (builtIn) return contentOfBuiltIn(builtIn)
  const { draft, published } = await showTemplate(parts, workspaceId, id)
  const content = draft ?? published
  if (!content) throw notFound(id)
  return content
}

/** Brings a change into force and shows it. */
export async function applyTemplateChange(
  parts: TemplatesParts,
  workspaceId: string,
  id: string,
): Promise<TemplateDetail> {
  // What is published is pinned by webhooks when they plan.
  await parts.webhooks.reload()
  parts.feed.publish({ kind: 'templates.changed', data: { id } })
  return showTemplate(parts, workspaceId, id)
}

/** Refuses a template that deliveries cannot be made with. Throws `bad-input`. */
export async function checkTemplateOf(
  { db }: Pick<TemplatesParts, 'db'>,
  workspaceId: string,
  templateId: string | null | undefined,
  brought: Brought = nothingBrought,
): Promise<void> {
  if (!templateId || builtInById(templateId) || brought.has(templateId)) return
  const stored = await findTemplate(db, workspaceId, templateId)
  const problem =
    !stored || stored.deletedAt !== null
      ? 'is no template there is'
      : stored.publishedVersionId === null
        ? 'was never published: publish it first'
        : null
  if (problem === null) return
  const errors = [{ path: 'templateId', message: problem }]
  throw new AppError('bad-input', `The template cannot be used: ${templateId} ${problem}.`, { errors })
}
