import { useEffect, useRef } from 'react'
import type { ReactElement } from 'react'
import type { CompareEditorProps } from './compare-editor.tsx'
import { commonOptions, createModel, editor } from './monaco.ts'

/** The comparison itself; it lies in the lazily loaded chunk with Monaco. */
export function CompareView({ before, after, language, label, wrap = false }: CompareEditorProps): ReactElement {
  const frame = useRef<HTMLDivElement>(null)

  useEffect(() => {
    if (!frame.current) return
    const instance = editor.createDiffEditor(frame.current, {
      ...commonOptions,
      renderSideBySide: false,
      hideUnchangedRegions: { enabled: true },
      wordWrap: wrap ? 'on' : 'off',
      diffWordWrap: wrap ? 'on' : 'off',
      renderOverviewRuler: false,
      originalEditable: false,
    })
    const models = { original: createModel(before, language), modified: createModel(after, language) }
    instance.setModel(models)
    // The options of these names are forgotten by Monaco as soon as the editor is made.
    instance.getOriginalEditor().updateOptions({ ariaLabel: `${label}: before` })
    instance.getModifiedEditor().updateOptions({ ariaLabel: `${label}: after` })
    return () => {
      // The editor first: a model that goes while it is shown is reported as an error.
      instance.dispose()
      models.original.dispose()
      models.modified.dispose()
    }
  }, [before, after, language, label, wrap])

  return <div ref={frame} className="code-frame" />
}
