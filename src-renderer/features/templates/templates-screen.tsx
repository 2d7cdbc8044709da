import { ArrowLeft } from 'lucide-react'
import type { ReactElement } from 'react'
import { useTemplate } from '#renderer/data/queries/templates.ts'
import { go } from '#renderer/data/routes.ts'
import { useIsOnePane } from '#renderer/data/window-width.ts'
import { Button, IconButton } from '#renderer/parts/button.tsx'
import { EmptyState } from '#renderer/parts/empty-state.tsx'
import { ErrorBox } from '#renderer/parts/error-box.tsx'
import { SideSkeleton } from '#renderer/parts/side-list/side-rows.tsx'
import { SplitPane } from '#renderer/parts/split-pane.tsx'
import { TemplatePane } from './template-pane.tsx'
import { TemplateList } from './template-list.tsx'
import './templates.css'

type ScreenProps = { id: string | null; tab: string | null; q: string }

/** What payloads are made by: which there are, the source of one, and what it makes of real events. */
export function TemplatesScreen({ id, tab, q }: ScreenProps): ReactElement {
  const isOnePane = useIsOnePane()
  const list = <TemplateList openId={id} q={q} />
  if (isOnePane) return id === null ? list : <Opened id={id} tab={tab} q={q} back={<Back q={q} />} />
  const detail = id === null ? <NothingChosen /> : <Opened id={id} tab={tab} q={q} back={null} />
  return <SplitPane id="templates" left={list} right={detail} leftSize="208px" leftMin="180px" />
}

const Back = ({ q }: { q: string }): ReactElement => (
  <IconButton label="All templates" onClick={() => go({ screen: 'templates', id: null, tab: null, q })}>
    <ArrowLeft className="i" aria-hidden="true" />
  </IconButton>
)

const NothingChosen = (): ReactElement => (
  <EmptyState>Choose a template to see its source and what it makes of your events.</EmptyState>
)

type OpenedProps = ScreenProps & { id: string; back: ReactElement | null }

function Opened({ id, tab, q, back }: OpenedProps): ReactElement {
  const template = useTemplate(id)
  if (template.error) {
    const again = <Button onClick={() => void template.refetch()}>Try again</Button>
    return <ErrorBox title="The template could not be shown" error={template.error} action={again} />
  }
  if (!template.data) return <SideSkeleton label="Reading the template" />
  // A new key drops what belongs to another template: its text, its sample, its last good output.
  return <TemplatePane key={id} template={template.data} tab={tab} q={q} back={back} />
}
