import type { ReactElement } from 'react'
import { formatDuration } from './format-time.ts'
import './timing-bars.css'

/** Steps on one scale, each from its start, and the whole below them; in milliseconds. */
export function TimingBars({
  bars,
  totalLabel,
  totalMs,
}: {
  bars: readonly { label: string; startMs: number; ms: number }[]
  totalLabel: string
  totalMs: number
}): ReactElement {
  const scaleMs = Math.max(totalMs, 0.001, ...bars.map(({ startMs, ms }) => startMs + ms))
  return (
    <dl className="timing">
      {[...bars, { label: totalLabel, startMs: 0, ms: totalMs }].map(({ label, startMs, ms }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd className="timing-track" aria-hidden="true">
            <i style={{ marginLeft: `${(startMs / scaleMs) * 100}%`, width: `max(2px, ${(ms / scaleMs) * 100}%)` }} />
          </dd>
          <dd className="mono">{formatDuration(ms)}</dd>
        </div>
      ))}
    </dl>
  )
}
