import type { DesktopFacts } from './desktop-facts.ts'
import { needsAttention } from './desktop-facts.ts'

/** What the tray icon says, by the shape of the event: ring, dot, bars, exclamation mark. */
export type TrayState = 'listening' | 'new' | 'paused' | 'attention'

/** What matters most wins: trouble, then the pause, then what is new. */
export function trayStateOf(facts: DesktopFacts | null): TrayState {
  if (facts === null) return 'listening'
  if (needsAttention(facts)) return 'attention'
  if (facts.status.receiver.pause !== null) return 'paused'
  return facts.unseen > 0 ? 'new' : 'listening'
}

/** The file of an icon. macOS tints its templates; elsewhere the panel's own colour decides. */
export const trayImage = (state: TrayState, look: { platform: NodeJS.Platform; isDark: boolean }): string =>
  look.platform === 'darwin' ? `${state}Template.png` : `${state}-on-${look.isDark ? 'dark' : 'light'}.png`
