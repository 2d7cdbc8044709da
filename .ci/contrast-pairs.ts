/** Two tokens that meet on the screen, and how much they must differ: 4.5 for text, 3 for graphics and edges. */
export type ContrastPair = { front: string; back: string; minimum: number }

const text = 4.5
const graphics = 3

const surfaces = ['--bg-app', '--bg-surface', '--bg-sunken', '--bg-raised', '--bg-hover', '--bg-selected']
const panels = ['--bg-surface', '--bg-sunken', '--bg-app']
const statuses = ['ok', 'warn', 'bad', 'dead', 'busy', 'idle']
const methods = ['--m-post', '--m-get', '--m-put', '--m-patch', '--m-delete', '--m-other']
const syntax = ['--syn-key', '--syn-str', '--syn-num', '--syn-lit', '--syn-punc', '--syn-tpl']
const charts = ['--c-1', '--c-2', '--c-3', '--c-4', '--c-5']

const pairs = (fronts: readonly string[], backs: readonly string[], minimum: number): ContrastPair[] =>
  fronts.flatMap((front) => backs.map((back) => ({ front, back, minimum })))

const statusFronts = statuses.map((status) => `--${status}-fg`)
const statusDots = statuses.map((status) => `--${status}-dot`)

/** Every pair of tokens that the design lets meet. */
export const contrastPairs: readonly ContrastPair[] = [
  ...pairs(['--fg', '--fg-2', '--fg-3', '--accent', ...statusFronts, ...methods], surfaces, text),
  ...statuses.flatMap((status) => pairs([`--${status}-fg`, '--fg', '--fg-2'], [`--${status}-soft`], text)),
  ...pairs(['--fg'], ['--float-soft'], text),
  ...pairs(['--accent', '--fg-2', '--fg-3'], ['--accent-soft'], text),
  ...pairs(['--on-accent'], ['--accent-solid', '--accent-solid-hover'], text),
  ...pairs(syntax, ['--bg-surface', '--bg-sunken', '--syn-line', '--diff-add', '--diff-del'], text),
  ...pairs(['--c-axis'], panels, text),
  ...pairs(['--syn-gutter'], ['--bg-surface'], text),
  ...pairs([...statusDots, '--float', '--focus', '--line-strong', ...charts], panels, graphics),
  ...pairs(['--focus'], ['--bg-selected', '--bg-hover'], graphics),
]
