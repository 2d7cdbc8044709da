import type { ReactElement } from 'react'
import {
  useDeleteTemplate,
  useRestoreTemplate,
  useRollBackTemplate,
  useTemplateVersions,
} from '#renderer/data/queries/templates.ts'
import { go } from '#renderer/data/routes.ts'
import { Button } from '#renderer/parts/button.tsx'
import { Moment } from '#renderer/parts/moment.tsx'
import { notifyError, notifyWhenDone } from '#renderer/parts/toast.tsx'
import type { TemplateDetail, TemplateVersion } from '#shared/model/template.ts'

/** What was published, newest first; an earlier one can be published again. What is queued keeps its own. */
export function VersionsTab({ template }: { template: TemplateDetail }): ReactElement {
  const { data: versions = [] } = useTemplateVersions(template.id)
  const remove = useDeleteTemplate()
  const restore = useRestoreTemplate()
  const { id } = template
  // Promises, not callbacks of the hooks: by the time they are kept this tab may be gone.
  const deleteIt = (): void =>
    notifyWhenDone(
      remove.mutateAsync(id).then(() => go({ screen: 'templates', id: null, tab: null, q: '' })),
      `${template.name} deleted`,
      () => void restore.mutateAsync(id).catch(notifyError),
    )
  return (
    <div className="tp-versions">
      {versions.length === 0 && <p className="tp-note">Nothing was published yet: there is only the draft.</p>}
      <ol>
        {versions.map((version) => (
          <Version key={version.id} version={version} />
        ))}
      </ol>
      <p className="hint">
        Publishing never changes deliveries that are queued: each keeps the version it was planned with.
      </p>
      {!template.isBuiltIn && (
        <Button small look="danger" disabled={remove.isPending} onClick={deleteIt}>
          Delete template
        </Button>
      )}
    </div>
  )
}

function Version({ version }: { version: TemplateVersion }): ReactElement {
  const rollBack = useRollBackTemplate()
  const { number, isPublished, createdAt, templateId } = version
  return (
    <li>
      <b>v{number}</b>
      {createdAt === null ? <span className="mid">comes with Creel</span> : <Moment at={createdAt} />}
      <span className="grow" />
      {isPublished ? (
        <span className="ok">Published</span>
      ) : (
        <Button
          small
          disabled={rollBack.isPending}
          onClick={() => rollBack.mutate({ id: templateId, number }, { onError: notifyError })}
        >
          Publish v{number} again
        </Button>
      )}
    </li>
  )
}
