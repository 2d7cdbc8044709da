import { Suspense, lazy } from 'react'
import type { ReactElement, RefObject } from 'react'
import './code-editor.css'

export type CodeEditorProps = {
  text: string
  /** A language that Monaco knows; `plaintext` where there is none. */
  language: string
  /** What is shown, for those who hear it. */
  label: string
  wrap?: boolean
  /** As high as its text, inside a page that scrolls. */
  fitsContent?: boolean
  /** Notes behind the text at these offsets. */
  inlays?: readonly { offset: number; text: string }[]
  /** The line of the cursor, from 1. */
  onLine?: (line: number) => void
  handle?: RefObject<CodeEditorHandle | null>
}

/** What can be done with an editor from outside. */
export type CodeEditorHandle = { find: () => void }

const CodeView = lazy(async () => ({ default: (await import('./code-view.tsx')).CodeView }))

/** Text with colours, folding and search, read-only. Until Monaco is loaded the text stands there plain. */
export const CodeEditor = (props: CodeEditorProps): ReactElement => (
  <Suspense fallback={<PlainText text={props.text} />}>
    <CodeView {...props} />
  </Suspense>
)

const firstLetters = 20_000

/** Text as it is, for a moment: no more of it than a screen could show. */
const PlainText = ({ text }: { text: string }): ReactElement => (
  <pre className="code-plain">{text.slice(0, firstLetters)}</pre>
)
