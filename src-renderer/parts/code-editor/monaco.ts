import { editor } from 'monaco-editor/editor'
// oxlint-disable-next-line import/default -- Vite makes this export
import editorWorkerAddress from 'monaco-editor/editor/editor.worker?worker&url'
// Only what is used; all features together would double the chunk.
import 'monaco-editor/features/bracketMatching/register'
import 'monaco-editor/features/clipboard/register'
import 'monaco-editor/features/codicon/register'
import 'monaco-editor/features/contextmenu/register'
import 'monaco-editor/features/diffEditor/register'
import 'monaco-editor/features/find/register'
import 'monaco-editor/features/folding/register'
import 'monaco-editor/features/gotoLine/register'
import 'monaco-editor/features/links/register'
import 'monaco-editor/features/longLinesHelper/register'
import 'monaco-editor/features/quickCommand/register'
import 'monaco-editor/features/toggleTabFocusMode/register'
import 'monaco-editor/features/tokenization/register'
import 'monaco-editor/features/unicodeHighlighter/register'
import 'monaco-editor/features/wordOperations/register'
// No editor knows a service that is there only after the first one was made: those of what `source-view.tsx` adds.
import 'monaco-editor/editor/contrib/gotoError/browser/markerNavigationService'
import 'monaco-editor/editor/contrib/suggest/browser/suggestMemory'
import 'monaco-editor/languages/definitions/go/register'
import 'monaco-editor/languages/definitions/html/register'
import 'monaco-editor/languages/definitions/javascript/register'
import 'monaco-editor/languages/definitions/python/register'
import 'monaco-editor/languages/definitions/ruby/register'
import 'monaco-editor/languages/definitions/xml/register'
import { startWorker } from '#renderer/parts/trusted-types.ts'
import { followTheme, themeName } from './editor-theme.ts'
import { registerJson } from './json-colours.ts'
import { registerTemplates } from './template-colours.ts'

self.MonacoEnvironment = { getWorker: () => startWorker(editorWorkerAddress) }

registerJson()
registerTemplates()
followTheme()

/** How every editor looks; the numbers are the design's. */
export const commonOptions = {
  theme: themeName,
  fontFamily: getComputedStyle(document.documentElement).getPropertyValue('--font-mono'),
  fontSize: 12,
  fontLigatures: false,
  lineHeight: 19,
  minimap: { enabled: false },
  scrollBeyondLastLine: false,
  overviewRulerLanes: 0,
  overviewRulerBorder: false,
  hideCursorInOverviewRuler: true,
  renderLineHighlight: 'all',
  guides: { indentation: false },
  occurrencesHighlight: 'off',
  selectionHighlight: false,
  lineNumbersMinChars: 4,
  // Dimmed, the number of the last line has too little contrast.
  renderFinalNewline: 'on',
  lineDecorationsWidth: 14,
  folding: true,
  showFoldingControls: 'always',
  foldingStrategy: 'indentation',
  foldingMaximumRegions: 50_000,
  padding: { top: 4, bottom: 10 },
  scrollbar: { verticalScrollbarSize: 10, horizontalScrollbarSize: 10, useShadows: false },
  stickyScroll: { enabled: false },
  contextmenu: true,
  automaticLayout: true,
  fixedOverflowWidgets: true,
  // What is only read must not swallow the Tab key.
  tabFocusMode: true,
  readOnly: true,
  domReadOnly: true,
  readOnlyMessage: { value: 'Captured bytes stay as they came.' },
  unicodeHighlight: { ambiguousCharacters: false, invisibleCharacters: true },
} as const satisfies editor.IStandaloneEditorConstructionOptions

/** A text to show in an editor; whoever makes it disposes of it. */
export function createModel(text: string, language: string): ReturnType<typeof editor.createModel> {
  const model = editor.createModel(text, language)
  // The design colours brackets as punctuation; the editor's own option does not reach a model.
  model.updateOptions({ bracketColorizationOptions: { enabled: false, independentColorPoolPerBracketType: false } })
  return model
}

export { editor }
