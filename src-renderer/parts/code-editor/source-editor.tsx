import { Suspense, lazy } from 'react'
import type { ReactElement, Ref } from 'react'
import './code-editor.css'

/** Something wrong or doubtful at a place, counted from 1. */
export type SourceMark = { line: number; column: number; message: string; isError: boolean }

/** A word that may be put in, and what it stands for. */
export type Completion = { label: string; insert: string; detail: string }

export type SourceEditorHandle = { showCompletions: () => void }

export type SourceEditorProps = {
  /** What stands there at first; another `key` starts anew. */
  initialText: string
  language: string
  label: string
  isReadOnly?: boolean
  marks?: readonly SourceMark[]
  completions?: readonly Completion[]
  onChange: (text: string) => void
  handle?: Ref<SourceEditorHandle>
}

const SourceView = lazy(async () => ({ default: (await import('./source-view.tsx')).SourceView }))

/** Source to write in, with marks at its lines and words to complete. */
export const SourceEditor = (props: SourceEditorProps): ReactElement => (
  <Suspense fallback={<p className="code-plain">Opening the editor</p>}>
    <SourceView {...props} />
  </Suspense>
)
