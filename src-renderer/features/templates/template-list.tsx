import { Plus } from 'lucide-react'
import type { ReactElement } from 'react'
import { useCreateTemplate, useTemplates } from '#renderer/data/queries/templates.ts'
import { go, printRoute } from '#renderer/data/routes.ts'
import { useIsUnsaved } from '#renderer/data/unsaved-templates.ts'
import { Button, IconButton } from '#renderer/parts/button.tsx'
import { useCommands } from '#renderer/parts/commands/commands.ts'
import { ErrorBox } from '#renderer/parts/error-box.tsx'
import { PaneBar } from '#renderer/parts/pane-bar.tsx'
import { SideRow, SideRows, SideSkeleton } from '#renderer/parts/side-list/side-rows.tsx'
import { useSideListKeys } from '#renderer/parts/side-list/use-side-list-keys.ts'
import { notifyError } from '#renderer/parts/toast.tsx'
import type { Template } from '#shared/model/template.ts'
import { formats } from '#shared/rules/formats/formats.ts'

const open = (id: string | null, replace = false): void =>
  go({ screen: 'templates', id, tab: null, q: '' }, { replace })

/** All templates and transforms: one's own, then those that come with Creel. */
export function TemplateList({ openId }: { openId: string | null }): ReactElement {
  const { data: items = [], isPending, error, refetch } = useTemplates()
  const create = useCreateTemplate()
  const make = (language: 'liquid' | 'javascript'): void => {
    const made = language === 'liquid' ? { name: 'New template', from: 'tpl_generic' } : newTransform
    create.mutate(made, { onSuccess: ({ id }) => open(id), onError: notifyError })
  }
  useSideListKeys({ noun: 'template', items, openId, open, make: () => make('liquid') })
  useCommands([
    { id: 'new-transform', title: 'New transform', icon: Plus, group: 'This list', run: () => make('javascript') },
  ])
  const again = <Button onClick={() => void refetch()}>Try again</Button>
  return (
    <section className="side-list" aria-label="Templates">
      <PaneBar>
        <h1 className="grow">Templates</h1>
        <IconButton label="New template" disabled={create.isPending} onClick={() => make('liquid')}>
          <Plus className="i" aria-hidden="true" />
        </IconButton>
      </PaneBar>
      {error && <ErrorBox title="The templates could not be listed" error={error} action={again} />}
      {isPending ? (
        <SideSkeleton label="Reading the templates" />
      ) : (
        <SideRows isOld={false}>
          {items.map((template) => (
            <Row key={template.id} template={template} isOpen={template.id === openId} />
          ))}
        </SideRows>
      )}
      <div className="tp-new">
        <Button small look="ghost" disabled={create.isPending} onClick={() => make('javascript')}>
          New transform
        </Button>
      </div>
    </section>
  )
}

const newTransform = {
  name: 'New transform',
  language: 'javascript',
  source: `// Returns the payload, or null to send nothing.
function transform(event) {
  return { type: event.type, ...event.data }
}
`,
} as const

const Row = ({ template, isOpen }: { template: Template; isOpen: boolean }): ReactElement => (
  <SideRow
    href={printRoute({ screen: 'templates', id: template.id, tab: null, q: '' })}
    isOpen={isOpen}
    isDirty={useIsUnsaved(template.id)}
    name={template.name}
  >
    <span className="ell">{aboutTemplate(template)}</span>
  </SideRow>
)

function aboutTemplate({ language, format, isBuiltIn, publishedVersion, hasDraft }: Template): string {
  const kind = language === 'javascript' ? `Transform · ${formats[format].title}` : formats[format].title
  if (isBuiltIn) return `${kind} · built in`
  const version = publishedVersion === null ? 'never published' : `v${publishedVersion}`
  return `${kind} · ${version}${hasDraft && publishedVersion !== null ? ', draft' : ''}`
}
