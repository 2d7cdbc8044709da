import { Suspense, lazy } from 'react'
import type { ReactElement } from 'react'
import './code-editor.css'

export type CompareEditorProps = { before: string; after: string; language: string; label: string; wrap?: boolean }

const CompareView = lazy(async () => ({ default: (await import('./compare-view.tsx')).CompareView }))

/** Two texts as one, with what was taken away and what was added. */
export const CompareEditor = (props: CompareEditorProps): ReactElement => (
  <Suspense fallback={<p className="code-plain">Comparing</p>}>
    <CompareView {...props} />
  </Suspense>
)
