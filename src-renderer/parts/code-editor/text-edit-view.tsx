import { useEffect, useEffectEvent, useRef } from 'react'
import type { ReactElement } from 'react'
import { commonOptions, createModel, editor } from './monaco.ts'
import type { TextEditorProps } from './text-editor.tsx'

/** The editor itself; it lies in the lazily loaded chunk with Monaco. */
export function TextEditView({ initialText, language, label, wrap = false, onChange }: TextEditorProps): ReactElement {
  const frame = useRef<HTMLDivElement>(null)
  const tellChange = useEffectEvent(onChange)
  const first = useRef(initialText)

  useEffect(() => {
    if (!frame.current) return
    const model = createModel(first.current, language)
    const instance = editor.create(frame.current, {
      ...commonOptions,
      model,
      ariaLabel: label,
      wordWrap: wrap ? 'on' : 'off',
      readOnly: false,
      domReadOnly: false,
      tabFocusMode: false,
      // What is written goes out as it stands: nothing is put in unasked.
      autoClosingBrackets: 'never',
      autoClosingQuotes: 'never',
      autoIndent: 'keep',
      detectIndentation: true,
    })
    model.onDidChangeContent(() => tellChange(model.getValue()))
    return () => {
      instance.dispose()
      model.dispose()
    }
  }, [language, label, wrap])

  return <div ref={frame} className="code-frame" />
}
