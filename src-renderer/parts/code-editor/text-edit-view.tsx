import { useEffect, useEffectEvent, useRef } from 'react'
import type { ReactElement } from 'react'
import { commonOptions, createModel, editor } from './monaco.ts'
import type { TextEditorProps } from './text-editor.tsx'

/** The editor itself; it lies in the lazily loaded chunk with Monaco. */
export function TextEditView({
  initialText,
  text,
  language,
  label,
  wrap = false,
  onChange,
}: TextEditorProps): ReactElement {
  const frame = useRef<HTMLDivElement>(null)
  const tellChange = useEffectEvent(onChange)
  const first = useRef(initialText)
  const written = useRef<ReturnType<typeof createModel> | null>(null)

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
    written.current = model
    model.onDidChangeContent(() => tellChange(model.getValue()))
    return () => {
      written.current = null
      instance.dispose()
      model.dispose()
    }
  }, [language, label, wrap])

  useEffect(() => {
    const model = written.current
    if (!model || text === undefined || model.getValue() === text) return
    // An edit like any other, so that it can be undone.
    model.pushEditOperations([], [{ range: model.getFullModelRange(), text }], () => null)
  }, [text])

  return <div ref={frame} className="code-frame" />
}
