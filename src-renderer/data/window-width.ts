import { useSyncExternalStore } from 'react'
import { usePreferences } from './preferences.ts'

/** Below this the nav is a rail and side details are left out. */
const narrowBelowPx = 1180
/** Below this list and detail take turns. */
const onePaneBelowPx = 760

// Media queries know nothing of our own zoom, so widths are judged here.
const effectiveWidth = (): number => window.innerWidth / (usePreferences.getState().zoomPercent / 100)

const isNarrow = (): boolean => effectiveWidth() <= narrowBelowPx
const isOnePane = (): boolean => effectiveWidth() < onePaneBelowPx

function subscribe(listener: () => void): () => void {
  window.addEventListener('resize', listener)
  const unsubscribe = usePreferences.subscribe(listener)
  return () => {
    window.removeEventListener('resize', listener)
    unsubscribe()
  }
}

/** Marks the document as `data-narrow` while the window is narrow for its zoom, and follows both. */
export function followWidth(): void {
  const show = (): void => void document.documentElement.toggleAttribute('data-narrow', isNarrow())
  show()
  subscribe(show)
}

/** Whether there is room for one pane only. */
export const useIsOnePane = (): boolean => useSyncExternalStore(subscribe, isOnePane)

/** Whether side details are left out. */
export const useIsNarrow = (): boolean => useSyncExternalStore(subscribe, isNarrow)
