import { useMemo, useState } from 'react'
import type { ReactElement } from 'react'
import { CompareEditor } from '#renderer/parts/code-editor/compare-editor.tsx'
import { Switch } from '#renderer/parts/switch.tsx'
import type { BodyKind } from './body-kind.ts'
import { bodyKindOf, decodeText, languageOf } from './body-kind.ts'
import { formatJson } from './format-json.ts'

/** One side of a comparison. */
export type Comparable = { bytes: Uint8Array; contentType: string | null }

/** Two bodies side by side in one text; JSON is formatted first, and its keys sorted where the order means nothing. */
export function DiffView({
  before,
  after,
  caption,
}: {
  before: Comparable
  after: Comparable
  caption: string
}): ReactElement {
  const [ignoresOrder, setIgnoresOrder] = useState(false)
  const kind = bodyKindOf(after.contentType, after.bytes)
  const texts = useMemo(
    () => [before, after].map((side) => comparableText(side, ignoresOrder)) as [string, string],
    [before, after, ignoresOrder],
  )
  return (
    <>
      <div className="viewer-note">
        <span className="grow">
          {caption}
          {texts[0] === texts[1] && <b> · these two bodies are equal{ignoresOrder && ' but for the order of keys'}</b>}
        </span>
        {kind === 'json' && (
          <Switch checked={ignoresOrder} onChange={setIgnoresOrder}>
            Ignore key order
          </Switch>
        )}
      </div>
      <CompareEditor before={texts[0]} after={texts[1]} language={languageOf(kind)} label={caption} />
    </>
  )
}

function comparableText({ bytes, contentType }: Comparable, sortKeys: boolean): string {
  const { text } = decodeText(bytes, contentType)
  const kind: BodyKind = bodyKindOf(contentType, bytes)
  if (kind !== 'json') return text
  try {
    return formatJson(text, { sortKeys }).text
  } catch {
    // Not JSON after all: compared as it came.
    return text
  }
}
