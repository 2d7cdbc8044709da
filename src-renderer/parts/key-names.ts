/** True on a Mac, where other keys do the same. */
export const isMac = /Mac|iPhone|iPad/.test(navigator.platform)

const names: Record<string, string> = {
  $mod: isMac ? '⌘' : 'Ctrl',
  Shift: isMac ? '⇧' : 'Shift',
  Alt: isMac ? '⌥' : 'Alt',
  Enter: '↵',
  Escape: 'Esc',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Delete: 'Del',
  BracketLeft: '[',
  BracketRight: ']',
  Period: '.',
  Slash: '/',
  Comma: ',',
}

/** The key caps of a binding in the notation of tinykeys: `$mod+Shift+c` becomes ⌘ ⇧ C. */
export const keyNames = (binding: string): string[] =>
  binding
    // The question mark is a key cap of its own, whatever it takes to type it.
    .replace('Shift+?', '?')
    .split(/[ +]/)
    .map((key) => names[key] ?? (key.length === 1 ? key.toUpperCase() : key.replace(/^(Key|Digit)/, '')))
