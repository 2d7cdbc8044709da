import { useEffect, useEffectEvent, useImperativeHandle, useRef } from 'react'
import type { ReactElement } from 'react'
import type { CodeEditorProps } from './code-editor.tsx'
import { commonOptions, createModel, editor } from './monaco.ts'

type Instance = ReturnType<typeof editor.create>

const noInlays: NonNullable<CodeEditorProps['inlays']> = []

/** The viewer itself; it lies in the lazily loaded chunk with Monaco. */
export function CodeView(props: CodeEditorProps): ReactElement {
  const { text, language, label, wrap = false, fitsContent = false, inlays = noInlays, onLine, handle } = props
  const frame = useRef<HTMLDivElement>(null)
  const instance = useRef<Instance>(null)
  const tellLine = useEffectEvent((line: number) => onLine?.(line))

  useEffect(() => {
    if (!frame.current) return
    const created = editor.create(frame.current, {
      ...commonOptions,
      ...(fitsContent && partOfPage),
    })
    instance.current = created
    created.onDidChangeCursorPosition(({ position }) => tellLine(position.lineNumber))
    if (fitsContent) fitToContent(created, frame.current)
    return () => {
      created.getModel()?.dispose()
      created.dispose()
    }
  }, [fitsContent])

  useEffect(() => {
    const before = instance.current?.getModel()
    instance.current?.setModel(createModel(text, language))
    before?.dispose()
    tellLine(1)
  }, [text, language, fitsContent])

  useEffect(
    () => instance.current?.updateOptions({ ariaLabel: label, wordWrap: wrap ? 'on' : 'off' }),
    [label, wrap, fitsContent],
  )

  useEffect(() => {
    const model = instance.current?.getModel()
    if (!model) return
    const notes = instance.current?.createDecorationsCollection(
      inlays.map(({ offset, text: note }) => {
        const { lineNumber } = model.getPositionAt(offset)
        const column = model.getLineMaxColumn(lineNumber)
        const range = { startLineNumber: lineNumber, startColumn: column, endLineNumber: lineNumber, endColumn: column }
        const after = {
          content: note,
          inlineClassName: 'code-inlay',
          inlineClassNameAffectsLetterSpacing: true,
        }
        return { range, options: { description: 'inlay', showIfCollapsed: true, after } }
      }),
    )
    return () => notes?.clear()
  }, [inlays, text, language, fitsContent])

  useImperativeHandle(handle, () => ({ find: () => instance.current?.trigger('app', 'actions.find', null) }), [])

  return <div ref={frame} className={fitsContent ? 'code-frame fits' : 'code-frame'} />
}

// A viewer as high as its text is a part of the page: the wheel scrolls the page, and no line is marked.
const partOfPage = {
  renderLineHighlight: 'none',
  scrollbar: { ...commonOptions.scrollbar, vertical: 'hidden', alwaysConsumeMouseWheel: false },
} as const

function fitToContent(instance: Instance, frame: HTMLElement): void {
  instance.onDidContentSizeChange(({ contentHeight }) => {
    frame.style.height = `${contentHeight}px`
  })
}
