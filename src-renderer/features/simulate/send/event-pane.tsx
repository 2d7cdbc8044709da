import { Bookmark } from 'lucide-react'
import { useId, useState } from 'react'
import type { ReactElement } from 'react'
import { changeSimulation, renewSample } from '#renderer/data/simulation-draft.ts'
import { Button } from '#renderer/parts/button.tsx'
import { TextEditor } from '#renderer/parts/code-editor/text-editor.tsx'
import { useCommands } from '#renderer/parts/commands/commands.ts'
import { Field, TextArea } from '#renderer/parts/field.tsx'
import { HeaderList } from '#renderer/parts/header-list.tsx'
import { ProviderBadge } from '#renderer/parts/provider-badge.tsx'
import { PaneBar } from '#renderer/parts/pane-bar.tsx'
import { Skeleton } from '#renderer/parts/skeleton.tsx'
import { Tabs, tabElementId } from '#renderer/parts/tabs.tsx'
import { printCurl } from '#shared/export/curl.ts'
import { QuickFields } from './quick-fields.tsx'
import { SaveScenarioDialog } from './save-scenario-dialog.tsx'
import { SessionLog } from './session-log.tsx'
import type { SimulationView } from './use-simulation.ts'

type TabId = 'payload' | 'headers' | 'curl'

/** The event as it would go out, to be edited; below it what was sent. */
export function EventPane({ simulation }: { simulation: SimulationView }): ReactElement {
  const { draft, isPublished, preview } = simulation
  const [tab, setTab] = useState<TabId>('payload')
  const [isSaving, setSaving] = useState(false)
  const panelId = useId()
  useCommands([
    {
      id: 'save-scenario',
      title: 'Save scenario',
      group: 'This list',
      keys: '$mod+s',
      run: () => setSaving(true),
    },
  ])
  const headerCount = preview?.headers.length
  const tabs = [
    { id: 'payload' as const, label: 'Payload' },
    ...(isPublished
      ? []
      : [
          { id: 'headers' as const, label: 'Headers', count: headerCount },
          { id: 'curl' as const, label: 'As cURL' },
        ]),
  ]
  const selected = isPublished ? 'payload' : tab
  return (
    <div className="sim-main">
      <PaneBar>
        <ProviderBadge provider={draft.provider} />
        <h2 className="ell grow">{draft.eventType ?? 'Blank request'}</h2>
        <Button onClick={() => setSaving(true)}>
          <Bookmark className="i s" aria-hidden="true" />
          <span className="hide-n">Save scenario</span>
          <span className="sim-narrow">Save</span>
        </Button>
        <Button look="ghost" onClick={renewSample}>
          Reset
        </Button>
      </PaneBar>
      <QuickFields simulation={simulation} />
      <Tabs label="The event" items={tabs} selected={selected} panelId={panelId} onSelect={setTab} />
      <div className="sim-panel" role="tabpanel" id={panelId} aria-labelledby={tabElementId(panelId, selected)}>
        <Panel tab={selected} simulation={simulation} />
      </div>
      <SessionLog />
      <SaveScenarioDialog recipe={simulation.recipe} open={isSaving} onClose={() => setSaving(false)} />
    </div>
  )
}

function Panel({ tab, simulation: { draft, preview } }: { tab: TabId; simulation: SimulationView }): ReactElement {
  if (tab === 'headers') {
    return (
      <div className="scroll sim-headers">
        {preview && <HeaderList headers={preview.headers} label="Headers that are sent" />}
        <Field label="Headers of your own" hint="One on a line, Name: value. They stand in the place of the sender’s.">
          {(control) => (
            <TextArea
              {...control}
              mono
              rows={4}
              value={draft.headerText}
              onChange={({ target }) => changeSimulation({ headerText: target.value })}
            />
          )}
        </Field>
      </div>
    )
  }
  if (tab === 'curl')
    return <pre className="scroll sim-curl mono">{preview ? curlOf(preview) : 'Nothing to send yet.'}</pre>
  if (draft.body === null) return <Skeleton width="50%" />
  return (
    <TextEditor
      key={draft.sampleNumber}
      initialText={draft.body}
      text={draft.body}
      language={/^\s*[[{]/.test(draft.body) ? 'json' : 'plaintext'}
      label="Payload"
      onChange={(body) => changeSimulation({ body })}
    />
  )
}

const curlOf = ({ method, url, headers, body }: NonNullable<SimulationView['preview']>): string =>
  printCurl({ id: 'simulation', method, url: url ?? '', headers, body: new TextEncoder().encode(body) })
