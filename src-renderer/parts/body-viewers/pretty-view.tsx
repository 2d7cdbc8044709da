import { useMemo, useState } from 'react'
import type { ReactElement, RefObject } from 'react'
import { Button } from '#renderer/parts/button.tsx'
import type { CodeEditorHandle } from '#renderer/parts/code-editor/code-editor.tsx'
import { CodeEditor } from '#renderer/parts/code-editor/code-editor.tsx'
import { formatSize } from '#renderer/parts/format-bytes.ts'
import type { BodyKind } from './body-kind.ts'
import { languageOf } from './body-kind.ts'
import { jsonInlays } from './json-inlays.ts'
import { jsonPlaceAt } from './json-path.ts'
import type { PlaceAction } from './path-bar.tsx'
import { PathBar } from './path-bar.tsx'
import type { Formatting } from './use-formatted-json.ts'
import { useFormattedJson } from './use-formatted-json.ts'

export type TextViewProps = {
  text: string
  kind: BodyKind
  label: string
  wrap: boolean
  handle: RefObject<CodeEditorHandle | null>
  /** As high as its text, inside a page that scrolls. */
  fitsContent?: boolean
  /** What the place at the cursor can be used for. */
  placeAction?: PlaceAction | undefined
}

/** A body made easy to read; a view, never what is kept. */
export const PrettyView = (props: TextViewProps): ReactElement =>
  props.kind === 'json' ? <PrettyJson {...props} /> : <PrettyText {...props} />

const PrettyText = ({ kind, placeAction: _, ...rest }: TextViewProps): ReactElement => (
  <CodeEditor language={languageOf(kind)} {...rest} />
)

function PrettyJson({ kind, text, ...rest }: TextViewProps): ReactElement {
  const formatting = useFormattedJson(text)
  if (formatting.kind === 'working') return <Working letters={text.length} cancel={formatting.cancel} />
  if (formatting.kind !== 'done') return <Unformatted formatting={formatting} kind={kind} text={text} {...rest} />
  return <JsonPage formatting={formatting} {...rest} />
}

function JsonPage({
  formatting: { json },
  placeAction,
  ...rest
}: Omit<TextViewProps, 'text' | 'kind'> & { formatting: Formatting & { kind: 'done' } }): ReactElement {
  const [line, setLine] = useState(1)
  const inlays = useMemo(() => jsonInlays(json), [json])
  const place = useMemo(() => jsonPlaceAt(json, line), [json, line])
  return (
    <>
      <CodeEditor text={json.text} language="json" inlays={inlays} onLine={setLine} {...rest} />
      {place && <PathBar place={place} action={placeAction} />}
    </>
  )
}

const Working = ({ letters, cancel }: { letters: number; cancel: () => void }): ReactElement => (
  <output className="viewer-note">
    <span>Formatting {formatSize(letters)}</span>
    <Button small onClick={cancel}>
      Cancel
    </Button>
  </output>
)

const Unformatted = ({
  formatting,
  kind,
  placeAction: _,
  ...rest
}: TextViewProps & { formatting: Formatting }): ReactElement => (
  <>
    <output className="viewer-note">
      {formatting.kind === 'failed'
        ? `Not valid JSON, shown as it came. ${formatting.message}`
        : 'Formatting was cancelled; shown as it came.'}
    </output>
    <CodeEditor language={formatting.kind === 'failed' ? languageOf(kind) : 'plaintext'} {...rest} />
  </>
)
