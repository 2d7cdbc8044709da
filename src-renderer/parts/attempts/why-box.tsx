import { CircleAlert, Info, OctagonX } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'
import type { Why } from './why.ts'
import './why-box.css'

/** Why something is not delivered: what happened, the evidence, what to do, and at most one action. */
export function WhyBox({
  why: { tone, title, evidence, fix },
  action,
}: {
  why: Why
  action?: ReactNode
}): ReactElement {
  const Icon = tone === 'dead' ? OctagonX : tone === 'idle' ? Info : CircleAlert
  return (
    <section className={`why ${tone}`} aria-label="Why">
      <Icon className={`i ${tone}`} aria-hidden="true" />
      <div className="grow">
        <p className="m">{title}</p>
        {evidence !== null && <p className="mid">{evidence}</p>}
        {fix !== null && <p className="mid">{fix}</p>}
      </div>
      {action}
    </section>
  )
}
