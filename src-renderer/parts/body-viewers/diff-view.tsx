import { useMemo, useState } from 'react'
import type { ReactElement } from 'react'
import { CompareEditor } from '#renderer/parts/code-editor/compare-editor.tsx'
import { Switch } from '#renderer/parts/switch.tsx'
import type { ComparableText } from '#shared/compare/comparable-text.ts'
import { comparableText } from '#shared/compare/comparable-text.ts'
import { bodyKindOf, decodeText, languageOf } from './body-kind.ts'

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
  const [old, fresh] = useMemo(
    () => [toComparable(before, ignoresOrder), toComparable(after, ignoresOrder)] as const,
    [before, after, ignoresOrder],
  )
  return (
    <>
      <div className="viewer-note">
        <span className="grow">
          {caption}
          {old.text === fresh.text && (
            <b> · these two bodies are equal{ignoresOrder && ' but for the order of keys'}</b>
          )}
        </span>
        {fresh.isJson && (
          <Switch checked={ignoresOrder} onChange={setIgnoresOrder}>
            Ignore key order
          </Switch>
        )}
      </div>
      <CompareEditor before={old.text} after={fresh.text} language={languageOf(kind)} label={caption} />
    </>
  )
}

const toComparable = ({ bytes, contentType }: Comparable, ignoresOrder: boolean): ComparableText =>
  comparableText(decodeText(bytes, contentType).text, ignoresOrder)
