import { ArrowDown, ArrowUp } from 'lucide-react'
import { useId } from 'react'
import type { ReactElement } from 'react'
import { go } from '#renderer/data/routes.ts'
import { IconButton } from '#renderer/parts/button.tsx'
import { CodeEditor } from '#renderer/parts/code-editor/code-editor.tsx'
import { CompareEditor } from '#renderer/parts/code-editor/compare-editor.tsx'
import { Select } from '#renderer/parts/field.tsx'
import { PaneBar } from '#renderer/parts/pane-bar.tsx'
import { formatTime } from './sample-words.ts'
import { Tabs, tabElementId } from '#renderer/parts/tabs.tsx'
import type { TemplateEditor } from './use-template-editor.ts'
import { OutputTab } from './output-tab.tsx'
import { TestsTab } from './tests-tab.tsx'
import { VersionsTab } from './versions-tab.tsx'

const tabIds = ['output', 'diff', 'input', 'tests', 'versions'] as const
type TabId = (typeof tabIds)[number]

const tabOf = (name: string | null): TabId => tabIds.find((id) => id === name) ?? 'output'

type PreviewProps = { editor: TemplateEditor; tab: string | null; q: string }

/** What a template makes of a sample, next to what it was made of. */
export function PreviewColumn({ editor, tab: named, q }: PreviewProps): ReactElement {
  const { template } = editor
  const tab = tabOf(named)
  const panelId = useId()
  const tabs = [
    { id: 'output' as const, label: 'Output' },
    {
      id: 'diff' as const,
      label: template.publishedVersion === null ? 'Diff' : `Diff with v${template.publishedVersion}`,
    },
    { id: 'input' as const, label: 'Input' },
    { id: 'tests' as const, label: `Tests ${editor.tests.length}` },
    { id: 'versions' as const, label: `Versions ${template.versionCount}` },
  ]
  return (
    <section className="col tp-fill" aria-label="Preview">
      <SampleBar editor={editor} />
      <Tabs
        label="About the result"
        items={tabs}
        selected={tab}
        panelId={panelId}
        onSelect={(next) => go({ screen: 'templates', id: template.id, tab: next === 'output' ? null : next, q })}
      />
      <div className="tp-panel" role="tabpanel" id={panelId} aria-labelledby={tabElementId(panelId, tab)} tabIndex={0}>
        {tab === 'output' && <OutputTab editor={editor} />}
        {tab === 'diff' && <DiffTab editor={editor} />}
        {tab === 'input' && <InputTab editor={editor} />}
        {tab === 'tests' && <TestsTab editor={editor} />}
        {tab === 'versions' && <VersionsTab template={template} />}
      </div>
    </section>
  )
}

function SampleBar({ editor }: { editor: TemplateEditor }): ReactElement {
  const { samples, sampleId, chooseSample, moveSample } = editor
  const options = samples.map(({ id, type, time }) => ({ value: id, label: `${type} ${formatTime(time)}` }))
  const at = samples.findIndex(({ id }) => id === sampleId)
  return (
    <PaneBar>
      <b className="nowrap">Preview with</b>
      {options.length === 0 ? (
        <span className="mid">a made-up event: none has come yet</span>
      ) : (
        <span className="tp-sample">
          <Select aria-label="Sample event" options={options} value={sampleId ?? ''} onChange={chooseSample} />
        </span>
      )}
      <span className="grow" />
      <IconButton label="Newer sample" disabled={at <= 0} onClick={() => moveSample(-1)}>
        <ArrowUp className="i" aria-hidden="true" />
      </IconButton>
      <IconButton label="Older sample" disabled={at < 0 || at >= samples.length - 1} onClick={() => moveSample(1)}>
        <ArrowDown className="i" aria-hidden="true" />
      </IconButton>
    </PaneBar>
  )
}

function DiffTab({ editor: { template, source } }: { editor: TemplateEditor }): ReactElement {
  const before = template.published?.source
  if (before === undefined) return <p className="tp-note">It was never published: there is nothing to compare with.</p>
  if (before === source) return <p className="tp-note">Nothing differs from what is published.</p>
  return (
    <CompareEditor before={before} after={source} language="liquid-json" label="Changes since the published version" />
  )
}

function InputTab({ editor: { sample } }: { editor: TemplateEditor }): ReactElement {
  if (!sample) return <p className="tp-note">There is no event yet: a made-up one is used.</p>
  return <CodeEditor text={JSON.stringify(sample, null, 2)} language="json" label="The sample event" />
}
