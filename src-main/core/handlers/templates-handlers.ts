import { isDeepStrictEqual } from 'node:util'
import { AppError } from '#shared/contract/problem.ts'
import { TemplateContent } from '#shared/model/template.ts'
import { builtInById, builtIns, idOfBuiltIn } from '#shared/templates/built-ins.ts'
import {
  findVersionNumbered,
  insertTemplate,
  isTemplateUsed,
  listTemplates,
  listVersions,
  publishVersion,
  updateTemplate,
} from '#main/core/database/stores/template-store.ts'
import { checkPublishable } from '#main/core/templates/check-publishable.ts'
import {
  emptyContent,
  toBuiltInTemplate,
  toBuiltInVersion,
  toTemplate,
  toTemplateRow,
  toVersion,
} from '#main/core/templates/to-template.ts'
import { createTryTemplate } from '#main/core/templates/try-template.ts'
import { givenFields } from './given-fields.ts'
import type { Handlers } from './handlers.ts'
import { templatePreviewHandlers } from './template-preview-handlers.ts'
import type { TemplatesParts } from './templates-parts.ts'
import {
  applyTemplateChange,
  contentOf,
  requireLiveTemplate,
  requireOwnTemplate,
  showTemplate,
  usersOf,
} from './templates-parts.ts'

type TemplatesHandlers = Pick<Handlers, Extract<keyof Handlers, `templates.${string}`>>

export function templatesHandlers(parts: TemplatesParts): TemplatesHandlers {
  return {
    ...readingHandlers(parts),
    ...changingHandlers(parts),
    ...publishingHandlers(parts),
    ...templatePreviewHandlers(parts),
  }
}

function readingHandlers(parts: TemplatesParts) {
  const { db } = parts
  return {
    'templates.list': async ({ deleted }, { workspaceId }) => {
      const own = await Promise.all(
        (await listTemplates(db, { workspaceId, isDeleted: deleted })).map(async (stored) =>
          toTemplate(stored, await listVersions(db, stored.id), usersOf(parts, workspaceId, stored.id)),
        ),
      )
      const brought = (deleted ? [] : builtIns).map((builtIn) =>
        toBuiltInTemplate(builtIn, workspaceId, usersOf(parts, workspaceId, idOfBuiltIn(builtIn))),
      )
      return { items: [...own, ...brought].map(toTemplateRow), nextCursor: null }
    },
    'templates.get': ({ id }, { workspaceId }) => showTemplate(parts, workspaceId, id),
    'templates.versions': async ({ id }, { workspaceId }) => {
      const builtIn = builtInById(id)
      if (builtIn) return { items: [toBuiltInVersion(builtIn)], nextCursor: null }
      const { publishedVersionId } = await requireOwnTemplate(parts, workspaceId, id)
      const versions = await listVersions(db, id)
      return { items: versions.map((version) => toVersion(version, publishedVersionId)), nextCursor: null }
    },
  } satisfies Partial<Handlers>
}

function changingHandlers(parts: TemplatesParts) {
  const { writer, clock, makeId } = parts
  return {
    'templates.create': async ({ name, from, ...given }, { workspaceId }) => {
      const base = from === undefined ? emptyContent : await contentOf(parts, workspaceId, from)
      const now = clock.now()
      const template = {
        id: makeId('template'),
        workspaceId,
        name,
        draft: JSON.stringify(TemplateContent.parse({ ...base, ...givenFields(given) })),
        publishedVersionId: null,
        createdAt: now,
        updatedAt: now,
        deletedAt: null,
      }
      await writer.write((tx) => insertTemplate(tx, template))
      return applyTemplateChange(parts, workspaceId, template.id)
    },
    'templates.update': async ({ id, name, ...given }, { workspaceId }) => {
      await requireLiveTemplate(parts, workspaceId, id)
      const changed = givenFields(given)
      const { draft, published } = await showTemplate(parts, workspaceId, id)
      const content = TemplateContent.parse({ ...emptyContent, ...(draft ?? published), ...changed })
      const isAsPublished = isDeepStrictEqual(content, published)
      const changes = {
        updatedAt: clock.now(),
        ...(name !== undefined && { name }),
        ...(Object.keys(changed).length > 0 && { draft: isAsPublished ? null : JSON.stringify(content) }),
      }
      await writer.write((tx) => updateTemplate(tx, id, changes))
      return applyTemplateChange(parts, workspaceId, id)
    },
    'templates.delete': async ({ id }, { workspaceId }) => {
      await requireLiveTemplate(parts, workspaceId, id)
      // Deleted webhooks count too: they may be restored, and would send something else.
      if (await isTemplateUsed(parts.db, workspaceId, id)) {
        throw new AppError(
          'conflict',
          'A webhook or a trigger uses this template. Give it another one first, or purge the webhook.',
        )
      }
      const now = clock.now()
      await writer.write((tx) => updateTemplate(tx, id, { deletedAt: now, updatedAt: now }))
      await parts.webhooks.reload()
      parts.feed.publish({ kind: 'templates.changed', data: { id } })
      return null
    },
    'templates.restore': async ({ id }, { workspaceId }) => {
      await requireOwnTemplate(parts, workspaceId, id)
      await writer.write((tx) => updateTemplate(tx, id, { deletedAt: null, updatedAt: clock.now() }))
      return applyTemplateChange(parts, workspaceId, id)
    },
  } satisfies Partial<Handlers>
}

function publishingHandlers(parts: TemplatesParts) {
  const { writer, clock, makeId, runInSandbox } = parts
  const run = createTryTemplate(runInSandbox)
  return {
    'templates.discardDraft': async ({ id }, { workspaceId }) => {
      const { publishedVersionId } = await requireLiveTemplate(parts, workspaceId, id)
      if (publishedVersionId === null) {
        throw new AppError('conflict', 'There is nothing but the draft: it was never published. Delete the template.')
      }
      await writer.write((tx) => updateTemplate(tx, id, { draft: null, updatedAt: clock.now() }))
      return applyTemplateChange(parts, workspaceId, id)
    },
    'templates.publish': async ({ id, despiteTests }, { workspaceId }) => {
      await requireLiveTemplate(parts, workspaceId, id)
      const { draft } = await showTemplate(parts, workspaceId, id)
      if (!draft) throw new AppError('conflict', 'Nothing differs from what is published.')
      const now = clock.now()
      await checkPublishable(run, draft, { workspaceId, now, despiteTests })
      const version = {
        id: makeId('templateVersion'),
        workspaceId,
        templateId: id,
        content: JSON.stringify(draft),
        createdAt: now,
      }
      await writer.write((tx) => publishVersion(tx, version))
      return applyTemplateChange(parts, workspaceId, id)
    },
    'templates.rollBack': async ({ id, number }, { workspaceId }) => {
      await requireLiveTemplate(parts, workspaceId, id)
      const version = await findVersionNumbered(parts.db, id, number)
      if (!version) throw new AppError('template-not-found', `This template has no version ${number}.`)
      const changes = { publishedVersionId: version.id, updatedAt: clock.now() }
      await writer.write((tx) => updateTemplate(tx, id, changes))
      return applyTemplateChange(parts, workspaceId, id)
    },
  } satisfies Partial<Handlers>
}
