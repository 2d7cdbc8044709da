import { useEffect } from 'react'
import type { ReactElement } from 'react'
import { useCommands } from '#renderer/parts/commands/commands.ts'
import { SplitPane } from '#renderer/parts/split-pane.tsx'
import type { TemplateDetail } from '#shared/model/template.ts'
import { PreviewColumn } from './preview-column.tsx'
import { SourceColumn } from './source-column.tsx'
import { useTemplateEditor } from './use-template-editor.ts'

type PaneProps = { template: TemplateDetail; tab: string | null; q: string; back: ReactElement | null }

/** A template with its source on the left and what it makes on the right. */
export function TemplatePane({ template, tab, q, back }: PaneProps): ReactElement {
  const editor = useTemplateEditor(template)
  const { save, publish, moveSample } = editor
  useCommands([
    {
      id: 'save-template',
      title: 'Save the draft',
      group: 'This template',
      isEnabled: editor.isDirty,
      run: () => void save(),
    },
    {
      id: 'publish-template',
      title: 'Publish',
      group: 'This template',
      isEnabled: !template.isBuiltIn && (editor.isDirty || template.hasDraft),
      run: () => void publish(),
    },
    { id: 'next-sample', title: 'Next sample', group: 'This template', run: () => moveSample(1) },
    { id: 'last-sample', title: 'Previous sample', group: 'This template', run: () => moveSample(-1) },
  ])
  // In the editor itself too, where shortcuts of the app keep still.
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const isSave = (event.metaKey || event.ctrlKey) && event.key.toLowerCase() === 's'
      const step = event.altKey && event.key === 'ArrowDown' ? 1 : event.altKey && event.key === 'ArrowUp' ? -1 : null
      if (!isSave && step === null) return
      event.preventDefault()
      event.stopPropagation()
      if (step !== null) moveSample(step)
      else if (!template.isBuiltIn) void (event.shiftKey ? publish() : save())
    }
    window.addEventListener('keydown', press, { capture: true })
    return () => window.removeEventListener('keydown', press, { capture: true })
  })
  return (
    <SplitPane
      id="template-pane"
      left={<SourceColumn editor={editor} back={back} />}
      right={<PreviewColumn editor={editor} tab={tab} q={q} />}
      leftSize="52%"
      leftMin="300px"
    />
  )
}
