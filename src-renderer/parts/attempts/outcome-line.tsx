import { CircleAlert, CircleCheck, LoaderCircle } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import type { ReactElement } from 'react'
import type { AttemptOutcome } from './attempt-outcome.ts'
import './attempts.css'

const icons: Record<AttemptOutcome['tone'], LucideIcon> = { ok: CircleCheck, bad: CircleAlert, busy: LoaderCircle }

/** How an attempt ended: icon, words, time. */
export function OutcomeLine({ outcome: { tone, title, time } }: { outcome: AttemptOutcome }): ReactElement {
  const Icon = icons[tone]
  return (
    <span className="outcome">
      <Icon className={`i ${tone}`} aria-hidden="true" />
      <b className={tone === 'bad' ? 'bad' : undefined}>{title}</b>
      {time !== null && <span className="mono mid">{time}</span>}
    </span>
  )
}
