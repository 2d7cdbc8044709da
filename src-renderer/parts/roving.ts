import type { KeyboardEvent } from 'react'

const steps: Record<string, (index: number, count: number) => number> = {
  ArrowRight: (index, count) => (index + 1) % count,
  ArrowLeft: (index, count) => (index - 1 + count) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
}

/** Moves the focus from a button to its enabled siblings with the arrows, Home and End, and presses where it lands. */
export function roveWithArrows(event: KeyboardEvent<HTMLButtonElement>): void {
  const step = steps[event.key]
  const group = event.currentTarget.parentElement
  const buttons = [...(group?.querySelectorAll<HTMLButtonElement>(':scope > button:not(:disabled)') ?? [])]
  const index = buttons.findIndex((button) => button === document.activeElement)
  if (!step || index < 0) return
  event.preventDefault()
  const next = buttons[step(index, buttons.length)]
  next?.focus()
  next?.click()
}
