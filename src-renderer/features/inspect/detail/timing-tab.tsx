import type { ReactElement } from 'react'
import { TimingBars } from '#renderer/parts/timing-bars.tsx'
import type { Request } from '#shared/model/request.ts'

/** Where the time went between the head of the request and the answer. */
export function TimingTab({ request: { timing } }: { request: Request }): ReactElement {
  if (timing === null) return <p className="tab-note">No times are known: the request ended before it was answered.</p>
  const { bodyMs, checkMs, commitMs, totalMs } = timing
  const bars = [
    { label: 'Read the body', startMs: 0, ms: bodyMs },
    { label: 'Verify and choose the answer', startMs: bodyMs, ms: checkMs },
    { label: 'Store on disk', startMs: bodyMs + checkMs, ms: commitMs },
  ]
  return (
    <div className="scroll">
      <TimingBars bars={bars} totalLabel="Head to answer" totalMs={totalMs} />
      <p className="tab-note">Measured by the receiver. A delay that the answer asks for is not counted.</p>
    </div>
  )
}
