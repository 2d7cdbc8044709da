import { useState } from 'react'
import type { ReactElement } from 'react'
import { useSaveTemplate } from '#renderer/data/queries/templates.ts'
import { notifyError } from '#renderer/parts/toast.tsx'
import type { TemplateDetail } from '#shared/model/template.ts'

/** The name of a template, to be changed in place, and where its version stands. */
export function TemplateName({ template }: { template: TemplateDetail }): ReactElement {
  const [name, setName] = useState(template.name)
  const save = useSaveTemplate()
  const keep = (): void => {
    const wanted = name.trim()
    if (wanted === '' || wanted === template.name) return setName(template.name)
    save.mutate({ id: template.id, name: wanted }, { onError: notifyError })
  }
  return (
    <>
      {template.isBuiltIn ? (
        <h1 className="ell">{template.name}</h1>
      ) : (
        <h1 className="tp-name">
          <input
            aria-label="Name of the template"
            value={name}
            onChange={(event) => setName(event.target.value)}
            onBlur={keep}
            onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
          />
        </h1>
      )}
      <span className="tp-version">{standingOf(template)}</span>
    </>
  )
}

function standingOf({ isBuiltIn, hasDraft, versionCount, publishedVersion }: TemplateDetail): string {
  if (isBuiltIn) return 'built in'
  return hasDraft ? `v${versionCount + 1} draft` : `v${publishedVersion ?? versionCount}`
}
