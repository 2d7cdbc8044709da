import { useEffect } from 'react'
import { createKeybindingsHandler } from 'tinykeys'
import { commandOf, offeredKeys } from './commands.ts'

// In a radio button or a checkbox nothing is typed.
const fields =
  'input:not([type="radio"], [type="checkbox"]), textarea, select, [contenteditable="true"], .monaco-editor'
const layers = '[role="dialog"], [role="alertdialog"], [role="menu"]'

/** Whether a shortcut may act on a key that was pressed at `target`: letters never do in fields, dialogs and menus. */
function mayAct(keys: string, target: EventTarget | null, withLetters: boolean): boolean {
  if (keys.includes('$mod')) return true
  if (!(target instanceof Element)) return true
  if (target.closest(fields) || target.closest(layers)) return false
  // Enter on a button or a link is its own.
  if (keys === 'Enter' && target.closest('button, a, summary')) return false
  const isLetter = /^(Shift\+)?\S( \S)?$/.test(keys)
  return !isLetter || withLetters
}

function press(keys: string, event: KeyboardEvent, withLetters: boolean): void {
  const command = commandOf(keys)
  if (!command || event.defaultPrevented || !mayAct(keys, event.target, withLetters)) return
  event.preventDefault()
  command.run()
}

/** Lets the keys of all commands act, single letters only `withLetters`. The map is made anew only when other keys are on offer. */
export function useShortcuts(withLetters: boolean): void {
  useEffect(() => {
    let known = ''
    let handle: (event: KeyboardEvent) => void = () => undefined
    const listen = (event: KeyboardEvent): void => {
      const offered = offeredKeys()
      const signature = offered.join('\n')
      if (signature !== known) {
        known = signature
        handle = createKeybindingsHandler(
          Object.fromEntries(
            offered.map((keys) => [keys, (pressed: KeyboardEvent) => press(keys, pressed, withLetters)]),
          ),
        )
      }
      handle(event)
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [withLetters])
}
