import { Plus } from 'lucide-react'
import type { ReactElement } from 'react'
import { useCreateTemplate, useTemplates } from '#renderer/data/queries/templates.ts'
import { go, printRoute } from '#renderer/data/routes.ts'
import { Button, IconButton } from '#renderer/parts/button.tsx'
import { useCommands } from '#renderer/parts/commands/commands.ts'
import { ErrorBox } from '#renderer/parts/error-box.tsx'
import { Skeleton } from '#renderer/parts/skeleton.tsx'
import { notifyError } from '#renderer/parts/toast.tsx'
import type { Template } from '#shared/model/template.ts'
import { formats } from '#shared/rules/formats/formats.ts'

const open = (id: string): void => go({ screen: 'templates', id, tab: null, q: '' })

/** All templates and transforms: one's own, then those that come with Creel. */
export function TemplateList({ openId }: { openId: string | null }): ReactElement {
  const { data: items = [], isPending, error, refetch } = useTemplates()
  const create = useCreateTemplate()
  const make = (language: 'liquid' | 'javascript'): void => {
    const made = language === 'liquid' ? { name: 'New template', from: 'tpl_generic' } : newTransform
    create.mutate(made, { onSuccess: ({ id }) => open(id), onError: notifyError })
  }
  const move = (step: 1 | -1): void => {
    const at = items.findIndex(({ id }) => id === openId)
    const next = at < 0 ? items[0] : items[at + step]
    if (next) open(next.id)
  }
  useCommands([
    { id: 'next-template', title: 'Next template', group: 'This list', keys: 'j', keysOnly: true, run: () => move(1) },
    {
      id: 'last-template',
      title: 'Previous template',
      group: 'This list',
      keys: 'k',
      keysOnly: true,
      run: () => move(-1),
    },
    { id: 'new-template', title: 'New template', icon: Plus, group: 'This list', keys: 'c', run: () => make('liquid') },
    { id: 'new-transform', title: 'New transform', icon: Plus, group: 'This list', run: () => make('javascript') },
  ])
  const again = <Button onClick={() => void refetch()}>Try again</Button>
  return (
    <section className="tp-list" aria-label="Templates">
      <header className="tp-bar">
        <h1 className="grow">Templates</h1>
        <IconButton label="New template" disabled={create.isPending} onClick={() => make('liquid')}>
          <Plus className="i" aria-hidden="true" />
        </IconButton>
      </header>
      {error && <ErrorBox title="The templates could not be listed" error={error} action={again} />}
      {isPending && !error && <Skeleton width="70%" />}
      <ul className="scroll">
        {items.map((template) => (
          <Row key={template.id} template={template} isOpen={template.id === openId} />
        ))}
      </ul>
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

function Row({ template, isOpen }: { template: Template; isOpen: boolean }): ReactElement {
  return (
    <li>
      <a
        className="tp-row"
        href={printRoute({ screen: 'templates', id: template.id, tab: null, q: '' })}
        aria-current={isOpen ? 'true' : undefined}
      >
        <b className="ell">{template.name}</b>
        <small>{aboutTemplate(template)}</small>
      </a>
    </li>
  )
}

function aboutTemplate({ language, format, isBuiltIn, publishedVersion, hasDraft }: Template): string {
  const kind = language === 'javascript' ? `Transform · ${formats[format].title}` : formats[format].title
  if (isBuiltIn) return `${kind} · built in`
  const version = publishedVersion === null ? 'never published' : `v${publishedVersion}`
  return `${kind} · ${version}${hasDraft && publishedVersion !== null ? ', draft' : ''}`
}
