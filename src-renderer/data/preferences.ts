import { create } from 'zustand'
import { persist } from 'zustand/middleware'

export type ThemeChoice = 'system' | 'light' | 'dark'
export type Density = 'compact' | 'cosy' | 'roomy'

/** The heights of a list row, in pixels, as `--row-h` has them. */
export const rowHeights: Record<Density, number> = { compact: 28, cosy: 34, roomy: 44 }

export const zoomSteps = [80, 90, 100, 110, 125, 150, 175, 200] as const

type Preferences = {
  theme: ThemeChoice
  density: Density
  zoomPercent: number
  /** Single letters act as shortcuts (WCAG 2.1.4). */
  letterKeys: boolean
  tasksView: 'board' | 'list'
}

/** How a person likes the app; kept in this browser. */
export const usePreferences = create<Preferences>()(
  persist(
    (): Preferences => ({
      theme: 'system',
      density: 'cosy',
      zoomPercent: 100,
      letterKeys: true,
      tasksView: 'board',
    }),
    { name: 'creel.preferences' },
  ),
)

const darkSystem = matchMedia('(prefers-color-scheme: dark)')

/** The theme that shows now. */
export const shownTheme = (choice: ThemeChoice): 'light' | 'dark' =>
  choice === 'system' ? (darkSystem.matches ? 'dark' : 'light') : choice

function show({ theme, density, zoomPercent }: Preferences): void {
  const root = document.documentElement
  root.dataset['theme'] = shownTheme(theme)
  root.dataset['density'] = density
  root.style.zoom = String(zoomPercent / 100)
}

/** Shows the preferences, and follows every change of them and of the system's theme. */
export function followPreferences(): void {
  show(usePreferences.getState())
  usePreferences.subscribe(show)
  darkSystem.addEventListener('change', () => show(usePreferences.getState()))
}

/** Switches between light and dark; a choice that equals the system's goes back to following it. */
export function switchTheme(): void {
  usePreferences.setState(({ theme }) => {
    const wanted = shownTheme(theme) === 'dark' ? 'light' : 'dark'
    return { theme: wanted === shownTheme('system') ? 'system' : wanted }
  })
}

/** Goes one step up or down the zoom, or back to 100 %. */
export function changeZoom(step: 1 | -1 | 0): void {
  usePreferences.setState(({ zoomPercent }) => {
    const index = zoomSteps.findIndex((percent) => percent >= zoomPercent)
    return { zoomPercent: step === 0 ? 100 : (zoomSteps[index + step] ?? zoomPercent) }
  })
}
