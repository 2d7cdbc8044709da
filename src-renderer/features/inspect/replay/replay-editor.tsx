import { useId, useMemo, useState } from 'react'
import type { ReactElement } from 'react'
import { bodyKindOf, languageOf } from '#renderer/parts/body-viewers/body-kind.ts'
import { DiffView } from '#renderer/parts/body-viewers/diff-view.tsx'
import { formatJson } from '#shared/json/format-json.ts'
import { Button } from '#renderer/parts/button.tsx'
import { CompareEditor } from '#renderer/parts/code-editor/compare-editor.tsx'
import { TextEditor } from '#renderer/parts/code-editor/text-editor.tsx'
import { Field, Input } from '#renderer/parts/field.tsx'
import { SegmentedControl } from '#renderer/parts/segmented-control.tsx'
import { Tabs, tabElementId } from '#renderer/parts/tabs.tsx'
import { notify } from '#renderer/parts/toast.tsx'
import type { HeaderPairs } from '#shared/model/header-pairs.ts'
import { hopHeaders } from '#shared/model/header-pairs.ts'
import type { EditableBody } from './editable-body.ts'
import type { ReplayDraft } from './replay-draft.ts'
import { changedParts, countChanges } from './replay-draft.ts'

type EditorTab = 'body' | 'headers' | 'path'
type EditorView = 'edit' | 'changes'

export type ReplayEditorProps = {
  draft: ReplayDraft
  original: ReplayDraft
  body: EditableBody
  bytes: Uint8Array
  contentType: string | null
  headers: HeaderPairs
  onChange: (changes: Partial<ReplayDraft>) => void
  onDiscard: () => void
}

/** Body, headers and path of a replay, to be written or to be compared with what came. */
export function ReplayEditor(props: ReplayEditorProps): ReactElement {
  const { draft, original, onDiscard } = props
  const [tab, setTab] = useState<EditorTab>('body')
  const [view, setView] = useState<EditorView>('edit')
  const [round, setRound] = useState(0)
  const panelId = useId()
  const changes = useChangeCounts(props)
  const startAnew = (): void => setRound(round + 1)
  const items = [
    { id: 'body', label: 'Body', count: changes.body || undefined },
    { id: 'headers', label: 'Headers', count: changes.headers || undefined },
    { id: 'path', label: 'Query', count: changes.path || undefined },
  ] as const
  const isChanged = changedParts(draft, original).length > 0
  return (
    <div className="replay-editor">
      <div className="replay-tabs">
        <Tabs label="Parts of the request" items={items} selected={tab} panelId={panelId} onSelect={setTab} />
        {isChanged && (
          <Button
            small
            look="ghost"
            onClick={() => {
              onDiscard()
              startAnew()
            }}
          >
            Discard edits
          </Button>
        )}
        <SegmentedControl
          label="Edit or see the changes"
          options={[
            { value: 'edit', label: 'Edit' },
            { value: 'changes', label: 'Changes' },
          ]}
          value={view}
          onChange={setView}
        />
      </div>
      <div role="tabpanel" id={panelId} aria-labelledby={tabElementId(panelId, tab)} className="replay-panel">
        {view === 'changes' ? (
          <Changes tab={tab} {...props} />
        ) : (
          <Editing key={`${tab} ${round}`} tab={tab} startAnew={startAnew} {...props} />
        )}
      </div>
    </div>
  )
}

// With every letter it is counted anew.
const countedLetters = 200_000

/** In how many lines each part differs; a long body, or JSON that is only written otherwise, in one. */
function useChangeCounts({ draft, original, contentType, bytes }: ReplayEditorProps): Record<EditorTab, number> {
  const isLong = bytes.length > countedLetters || (draft.body?.length ?? 0) > countedLetters
  const isJson = !isLong && bodyKindOf(contentType, bytes) === 'json'
  const before = useMemo(() => comparable(original.body ?? '', isJson), [original.body, isJson])
  const body = useMemo(
    () => (draft.body === null || isLong ? 0 : countChanges(before, comparable(draft.body, isJson))),
    [draft.body, before, isJson, isLong],
  )
  return {
    body: body === 0 && draft.body !== original.body ? 1 : body,
    headers: countChanges(original.headers, draft.headers),
    path: draft.path === original.path ? 0 : 1,
  }
}

function comparable(text: string, isJson: boolean): string {
  if (!isJson) return text
  try {
    return formatJson(text).text
  } catch {
    // No longer JSON, or not yet again: compared as it is written.
    return text
  }
}

type EditingProps = ReplayEditorProps & { tab: EditorTab; startAnew: () => void }

function Editing({ tab, ...props }: EditingProps): ReactElement {
  const { draft, headers, onChange } = props
  if (tab === 'body') return <EditBody {...props} />
  if (tab === 'headers') {
    const left = headers.filter(([name]) => hopHeaders.has(name.toLowerCase())).map(([name]) => name)
    return (
      <>
        {left.length > 0 && <p className="viewer-note">Left out, they belong to one connection: {left.join(', ')}</p>}
        <TextEditor
          initialText={draft.headers}
          language="plaintext"
          label="Headers of the replay, a line each"
          wrap
          onChange={(text) => onChange({ headers: text })}
        />
      </>
    )
  }
  return (
    <div className="replay-path">
      <Field label="Path and query" hint="They follow the target. Percent-encode what is not a plain letter.">
        {(control) => (
          <Input {...control} mono value={draft.path} onChange={(event) => onChange({ path: event.target.value })} />
        )}
      </Field>
    </div>
  )
}

function EditBody({ draft, body, bytes, contentType, onChange, startAnew }: Omit<EditingProps, 'tab'>): ReactElement {
  if (body.kind === 'fixed' || draft.body === null) {
    return <p className="tab-note">{body.kind === 'fixed' ? body.reason : 'The body is sent as it came.'}</p>
  }
  const kind = bodyKindOf(contentType, bytes)
  const format = (): void => {
    try {
      onChange({ body: formatJson(draft.body ?? '').text })
      startAnew()
    } catch {
      notify('The body is not valid JSON: it stays as it is')
    }
  }
  return (
    <>
      {(body.note !== null || kind === 'json') && (
        <div className="viewer-note">
          <span className="grow">{body.note}</span>
          {kind === 'json' && (
            <Button small look="ghost" onClick={format}>
              Format
            </Button>
          )}
        </div>
      )}
      <TextEditor
        initialText={draft.body}
        language={languageOf(kind)}
        label="Body of the replay"
        onChange={(text) => onChange({ body: text })}
      />
    </>
  )
}

function Changes({
  tab,
  draft,
  original,
  bytes,
  contentType,
  body,
}: ReplayEditorProps & { tab: EditorTab }): ReactElement {
  const after = useMemo(() => new TextEncoder().encode(draft.body ?? ''), [draft.body])
  if (tab !== 'body') {
    const label = tab === 'headers' ? 'Changes of the headers' : 'Changes of the path'
    return <CompareEditor before={original[tab]} after={draft[tab]} language="plaintext" label={label} wrap />
  }
  if (body.kind === 'fixed') return <p className="tab-note">{body.reason}</p>
  return (
    <DiffView before={{ bytes, contentType }} after={{ bytes: after, contentType }} caption="Compared with what came" />
  )
}
