import { editor } from 'monaco-editor/editor'

/** The one theme; its colours are the design's tokens, read anew whenever the app's theme changes. */
export const themeName = 'creel'

const tokenColours = [
  ['', '--fg'],
  ['string.key', '--syn-key'],
  ['string', '--syn-str'],
  ['attribute.name', '--syn-key'],
  ['attribute.value', '--syn-str'],
  ['tag', '--syn-key'],
  ['type', '--syn-key'],
  ['number', '--syn-num'],
  ['keyword', '--syn-lit'],
  ['delimiter', '--syn-punc'],
  ['comment', '--fg-3'],
  ['variable', '--syn-tpl'],
] as const

const editorColours = [
  ['editor.background', '--bg-surface'],
  ['editor.foreground', '--fg'],
  ['editor.lineHighlightBackground', '--syn-line'],
  ['editor.selectionBackground', '--bg-selected'],
  ['editor.inactiveSelectionBackground', '--bg-selected'],
  ['editorLineNumber.foreground', '--syn-gutter'],
  ['editorLineNumber.activeForeground', '--fg-2'],
  ['editorGutter.foldingControlForeground', '--fg-3'],
  ['editorCursor.foreground', '--accent'],
  ['editorBracketMatch.background', '--bg-selected'],
  ['editorBracketMatch.border', '--accent-line'],
  ['editorIndentGuide.background1', '--line-faint'],
  ['editorLink.activeForeground', '--accent'],
  ['editorWidget.background', '--bg-raised'],
  ['editorWidget.border', '--line'],
  ['editorWidget.foreground', '--fg'],
  ['input.background', '--bg-surface'],
  ['input.border', '--line-strong'],
  ['input.foreground', '--fg'],
  ['focusBorder', '--focus'],
  ['list.activeSelectionBackground', '--bg-selected'],
  ['list.activeSelectionForeground', '--fg'],
  ['list.hoverBackground', '--bg-hover'],
  ['menu.background', '--bg-raised'],
  ['menu.foreground', '--fg'],
  ['scrollbarSlider.background', '--line'],
  ['scrollbarSlider.hoverBackground', '--line-strong'],
  ['diffEditor.insertedLineBackground', '--diff-add'],
  ['diffEditor.removedLineBackground', '--diff-del'],
  ['diffEditor.unchangedRegionBackground', '--bg-sunken'],
  ['diffEditor.unchangedRegionForeground', '--fg-2'],
] as const

// Monaco takes hexadecimal colours only; painting one pixel turns any CSS colour into its bytes.
function createColourReader(): (token: string) => string {
  const styles = getComputedStyle(document.documentElement)
  const paint = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })
  return (token) => {
    if (!paint) return '#808080'
    paint.clearRect(0, 0, 1, 1)
    paint.fillStyle = styles.getPropertyValue(token)
    paint.fillRect(0, 0, 1, 1)
    const [red = 0, green = 0, blue = 0] = paint.getImageData(0, 0, 1, 1).data
    return `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`
  }
}

function applyTheme(): void {
  const colourOf = createColourReader()
  const isDark = getComputedStyle(document.documentElement).colorScheme.includes('dark')
  editor.defineTheme(themeName, {
    base: isDark ? 'vs-dark' : 'vs',
    inherit: false,
    rules: tokenColours.map(([token, colour]) => ({ token, foreground: colourOf(colour).slice(1) })),
    colors: {
      ...Object.fromEntries(editorColours.map(([name, token]) => [name, colourOf(token)])),
      'editor.lineHighlightBorder': '#00000000',
      // A frame, hardly a fill: the text on it must stay readable.
      'diffEditor.insertedTextBackground': `${colourOf('--ok-dot')}0a`,
      'diffEditor.removedTextBackground': `${colourOf('--bad-dot')}0a`,
      'diffEditor.insertedTextBorder': `${colourOf('--ok-dot')}99`,
      'diffEditor.removedTextBorder': `${colourOf('--bad-dot')}99`,
    },
  })
  editor.setTheme(themeName)
}

/** Applies the theme now and after each change of the app's theme. */
export function followTheme(): void {
  applyTheme()
  new MutationObserver(applyTheme).observe(document.documentElement, {
    attributes: true,
    attributeFilter: ['data-theme'],
  })
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', applyTheme)
}
