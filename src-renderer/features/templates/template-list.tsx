import { Plus } from 'lucide-react'
import { useRef } from 'react'
import type { ReactElement } from 'react'
import { useCreateTemplate, useTemplates } from '#renderer/data/queries/templates.ts'
import { go, printRoute } from '#renderer/data/routes.ts'
import { useIsUnsaved } from '#renderer/data/unsaved-templates.ts'
import { Button, IconButton } from '#renderer/parts/button.tsx'
import { useCommands } from '#renderer/parts/commands/commands.ts'
import { ErrorBox } from '#renderer/parts/error-box.tsx'
import { PaneBar } from '#renderer/parts/pane-bar.tsx'
import { EmptyState } from '#renderer/parts/empty-state.tsx'
import { FindBox } from '#renderer/parts/side-list/find-box.tsx'
import { SideRow, SideRows, SideSkeleton } from '#renderer/parts/side-list/side-rows.tsx'
import { useSideListKeys } from '#renderer/parts/side-list/use-side-list-keys.ts'
import { notifyError } from '#renderer/parts/toast.tsx'
import type { Template } from '#shared/model/template.ts'
import { formats } from '#shared/rules/formats/formats.ts'

/** All templates and transforms: one's own, then those that come with Creel. */
export function TemplateList({ q, openId }: { q: string; openId: string | null }): ReactElement {
  const { data = [], isPending, error, refetch } = useTemplates()
  const items = data.filter(({ name }) => name.toLowerCase().includes(q.trim().toLowerCase()))
  const filter = { label: 'Find templates', box: useRef<HTMLInputElement>(null) }
  const open = (id: string | null, replace = false): void => go({ screen: 'templates', id, tab: null, q }, { replace })
  const find = (text: string): void => go({ screen: 'templates', id: openId, tab: null, q: text }, { replace: true })
  const create = useCreateTemplate()
  const make = (language: 'liquid' | 'javascript'): void => {
    const made = language === 'liquid' ? { name: 'New template', from: 'tpl_generic' } : newTransform
    create.mutate(made, { onSuccess: ({ id }) => open(id), onError: notifyError })
  }
  useSideListKeys({ noun: 'template', items, openId, open, filter, make: () => make('liquid') })
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
      <FindBox {...filter} placeholder="Find" q={q} onFind={find} />
      {error && <ErrorBox title="The templates could not be listed" error={error} action={again} />}
      {isPending ? (
        <SideSkeleton label="Reading the templates" />
      ) : (
        <Rows items={items} openId={openId} q={q} onClear={() => find('')} />
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

type RowsProps = { items: readonly Template[]; openId: string | null; q: string; onClear: () => void }

function Rows({ items, openId, q, onClear }: RowsProps): ReactElement {
  // Those that come with Creel are always there.
  if (items.length === 0 && q !== '') {
    const clear = <Button onClick={onClear}>Clear the filter</Button>
    return <EmptyState action={clear}>No template has “{q}” in its name.</EmptyState>
  }
  return (
    <SideRows isOld={false}>
      {items.map((template) => (
        <Row key={template.id} template={template} isOpen={template.id === openId} q={q} />
      ))}
    </SideRows>
  )
}

const Row = ({ template, isOpen, q }: { template: Template; isOpen: boolean; q: string }): ReactElement => (
  <SideRow
    href={printRoute({ screen: 'templates', id: template.id, tab: null, q })}
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
