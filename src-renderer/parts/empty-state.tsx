import type { ReactElement, ReactNode } from 'react'
import './empty-state.css'

/** One sentence on what will stand here, and at most one thing to do about it. */
export const EmptyState = ({ children, action }: { children: ReactNode; action?: ReactNode }): ReactElement => (
  <div className="empty">
    <p>{children}</p>
    {action}
  </div>
)
