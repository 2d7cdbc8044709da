import { Suspense, lazy } from 'react'
import type { ReactElement } from 'react'
import { isMac } from '#renderer/parts/key-names.ts'
import './code-editor.css'

export type TextEditorProps = {
  /** What stands there at first; another `key` starts anew. */
  initialText: string
  /** What stands there now, where others than the typing person change it too. */
  text?: string
  /** A language that Monaco knows; `plaintext` where there is none. */
  language: string
  /** What is written, for those who hear it. */
  label: string
  wrap?: boolean
  onChange: (text: string) => void
}

const TextEditView = lazy(async () => ({ default: (await import('./text-edit-view.tsx')).TextEditView }))

/** Text to write in, with colours, folding, search and undo. */
export const TextEditor = (props: TextEditorProps): ReactElement => (
  <>
    <Suspense fallback={<p className="code-plain">Opening the editor</p>}>
      <TextEditView {...props} />
    </Suspense>
    <p className="code-hint">{isMac ? '⌃⇧M' : 'Ctrl+M'} lets Tab leave the editor.</p>
  </>
)
