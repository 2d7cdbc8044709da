/** What the desktop shell lends the window; missing in a browser. */
export type DesktopBridge = { token: string; platform: string }

declare global {
  interface Window {
    creelDesktop?: DesktopBridge
  }
}

/** The desktop shell around this window, or null in a browser. */
export const desktop: DesktopBridge | null = window.creelDesktop ?? null
