import type { ReactElement, ReactNode } from 'react'
import './pane-bar.css'

/** What stands on top of a pane: its title and what can be done there. */
export const PaneBar = ({ children }: { children: ReactNode }): ReactElement => (
  <header className="pane-bar">{children}</header>
)

/** The way back, where one pane is shown at a time. */
export const PaneBack = ({ children }: { children: ReactNode }): ReactElement => (
  <div className="pane-back">{children}</div>
)
