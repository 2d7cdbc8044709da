import type { ReactElement } from 'react'
import { formatDuration } from '#renderer/parts/format-time.ts'
import type { Request, RequestTiming } from '#shared/model/request.ts'
import './timing.css'

/** Where the time went between the head of the request and the answer. */
export function TimingTab({ request: { timing } }: { request: Request }): ReactElement {
  if (timing === null) return <p className="tab-note">No times are known: the request ended before it was answered.</p>
  return (
    <div className="scroll">
      <TimingBars timing={timing} />
      <p className="tab-note">Measured by the receiver. A delay that the answer asks for is not counted.</p>
    </div>
  )
}

function TimingBars({ timing: { bodyMs, checkMs, commitMs, totalMs } }: { timing: RequestTiming }): ReactElement {
  const scaleMs = Math.max(totalMs, bodyMs + checkMs + commitMs, 0.001)
  const bars = [
    { label: 'Read the body', startMs: 0, ms: bodyMs },
    { label: 'Verify and choose the answer', startMs: bodyMs, ms: checkMs },
    { label: 'Store on disk', startMs: bodyMs + checkMs, ms: commitMs },
    { label: 'Head to answer', startMs: 0, ms: totalMs },
  ]
  return (
    <dl className="timing">
      {bars.map(({ label, startMs, ms }) => (
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
