import type { ReactElement } from 'react'
import { printRoute } from '#renderer/data/routes.ts'

const parts = [
  { part: 'send', label: 'Send' },
  { part: 'checks', label: 'Checks' },
] as const

/** The way between the parts of Simulate. */
export const SimulateTabs = ({ current }: { current: (typeof parts)[number]['part'] }): ReactElement => (
  <nav className="sim-parts" aria-label="Parts of Simulate">
    {parts.map(({ part, label }) => (
      <a
        key={part}
        href={printRoute({ screen: 'simulate', id: part === 'send' ? null : part, tab: null, q: '' })}
        aria-current={part === current ? 'page' : undefined}
      >
        {label}
      </a>
    ))}
  </nav>
)
