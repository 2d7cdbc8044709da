import type { ReactElement, ReactNode } from 'react'
import { Mark } from '#renderer/parts/mark.tsx'
import './enter.css'

/** What stands where the app would, while nobody has been let in. */
export const Gate = ({ title, children }: { title: string; children: ReactNode }): ReactElement => (
  <main className="gate">
    <div className="gate-in">
      <Mark size={44} />
      <h1>{title}</h1>
      {children}
    </div>
  </main>
)

/** This browser has no session: how to get one. */
export const Locked = (): ReactElement => (
  <Gate title="This browser is not let in yet.">
    <p>Creel shows your requests only to browsers that entered with a link of its own. Run this for a new link:</p>
    <pre>creel open</pre>
    <p>Where Creel runs in a terminal, press Enter there for a new link. Each works once, for 60 seconds.</p>
  </Gate>
)
