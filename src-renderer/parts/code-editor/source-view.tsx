import { MarkerSeverity, languages } from 'monaco-editor/editor'
import 'monaco-editor/features/gotoError/register'
import 'monaco-editor/features/hover/register'
// The feature of that name has no list of suggestions.
import 'monaco-editor/editor/contrib/suggest/browser/suggestController'
import { useEffect, useEffectEvent, useImperativeHandle, useRef } from 'react'
import type { ReactElement } from 'react'
import { commonOptions, createModel, editor } from './monaco.ts'
import type { Completion, SourceEditorProps } from './source-editor.tsx'

type Instance = ReturnType<typeof editor.create>

// Other editors may have read the keys already: with this, those of suggestions are read as well.
editor.addKeybindingRules([])

const noMarks = [] as const

/** The editor itself; it lies in the lazily loaded chunk with Monaco. */
export function SourceView(props: SourceEditorProps): ReactElement {
  const { initialText, language, label, isReadOnly = false, marks = noMarks, completions = noMarks, onChange } = props
  const frame = useRef<HTMLDivElement>(null)
  const instance = useRef<Instance>(null)
  const first = useRef(initialText)
  const tellChange = useEffectEvent(onChange)
  const known = useEffectEvent(() => completions)

  useEffect(() => {
    if (!frame.current) return
    const model = createModel(first.current, language)
    const created = editor.create(frame.current, {
      ...commonOptions,
      ...writable,
      model,
      ariaLabel: label,
      readOnly: isReadOnly,
      domReadOnly: isReadOnly,
      readOnlyMessage: { value: 'This comes with Creel. Copy it to change it.' },
    })
    instance.current = created
    const provider = languages.registerCompletionItemProvider(language, {
      triggerCharacters: ['.', '{'],
      provideCompletionItems: (of, position) =>
        of === model ? { suggestions: suggestionsAt(of, position, known()) } : { suggestions: [] },
    })
    const change = model.onDidChangeContent(() => tellChange(model.getValue()))
    return () => {
      for (const part of [change, provider, created, model]) part.dispose()
    }
  }, [language, label, isReadOnly])

  useEffect(() => {
    const model = instance.current?.getModel()
    if (!model) return
    const found = marks.map(({ line, column, message, isError }) => ({
      startLineNumber: line,
      startColumn: column,
      endLineNumber: line,
      endColumn: Math.max(column + 1, model.getLineMaxColumn(Math.min(line, model.getLineCount()))),
      message,
      severity: isError ? MarkerSeverity.Error : MarkerSeverity.Warning,
    }))
    editor.setModelMarkers(model, 'creel', found)
  }, [marks, language, isReadOnly])

  useImperativeHandle(props.handle, () => ({
    showCompletions() {
      instance.current?.focus()
      instance.current?.trigger('app', 'editor.action.triggerSuggest', null)
    },
  }))

  return <div ref={frame} className="code-frame" />
}

const writable = {
  tabFocusMode: false,
  autoClosingBrackets: 'never',
  autoClosingQuotes: 'never',
  autoIndent: 'keep',
  quickSuggestions: false,
  wordBasedSuggestions: 'off',
  detectIndentation: true,
} as const

type Model = NonNullable<ReturnType<Instance['getModel']>>

function suggestionsAt(
  model: Model,
  position: { lineNumber: number; column: number },
  completions: readonly Completion[],
): languages.CompletionItem[] {
  const before = model.getLineContent(position.lineNumber).slice(0, position.column - 1)
  const word = /[\w.]*$/.exec(before)?.[0] ?? ''
  const isInside = /\{[{%][^}]*$/.test(before) || model.getLanguageId() === 'javascript'
  const range = {
    startLineNumber: position.lineNumber,
    endLineNumber: position.lineNumber,
    startColumn: position.column - word.length,
    endColumn: position.column,
  }
  return completions.map(({ label, insert, detail }) => ({
    label,
    detail,
    range,
    insertText: isInside ? insert : `{{ ${insert} }}`,
    filterText: label,
    kind: languages.CompletionItemKind.Field,
  }))
}
