import type { ReactElement, ReactNode } from 'react'
import { useLive } from '#renderer/data/live.ts'
import { Banners } from './banners.tsx'
import { Nav } from './nav.tsx'
import { StatusBar } from './status-bar.tsx'
import { TopBar } from './top-bar.tsx'
import './frame.css'

/** What stands around every screen. */
export const Frame = ({ children }: { children: ReactNode }): ReactElement => (
  <div className="app">
    <a className="skip" href="#main" onClick={skipToStage}>
      Skip to content
    </a>
    <TopBar />
    <Banners />
    <Nav />
    <main className="stage" id="main" tabIndex={-1}>
      {children}
    </main>
    <StatusBar />
    <Announcer />
  </div>
)

// The fragment of the address is the route, so the link must not change it.
function skipToStage(event: React.MouseEvent): void {
  event.preventDefault()
  document.getElementById('main')?.focus()
}

/** The one polite live region of the app. */
function Announcer(): ReactElement {
  const announcement = useLive((state) => state.announcement)
  return (
    <output className="sr" aria-live="polite">
      {announcement}
    </output>
  )
}
