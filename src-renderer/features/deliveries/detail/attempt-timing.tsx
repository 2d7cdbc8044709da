import type { ReactElement } from 'react'
import type { Attempt } from '#shared/model/delivery.ts'
import { Moment } from '#renderer/parts/moment.tsx'
import { TimingBars } from '#renderer/parts/timing-bars.tsx'
import { timingBars } from './timing-bars.ts'

/** Where the time of an attempt went. */
export function AttemptTiming({ attempt: { timing, startedAt, endedAt } }: { attempt: Attempt }): ReactElement {
  if (timing === null) {
    return (
      <p className="tab-note">
        {endedAt === null ? 'It is still under way.' : 'No times are known: Creel stopped before the answer came.'}
      </p>
    )
  }
  return (
    <div className="scroll">
      <TimingBars bars={timingBars(timing)} totalLabel="Begin to end" totalMs={timing.totalMs} />
      <p className="tab-note">
        Begun at <Moment at={startedAt} />
        {endedAt !== null && (
          <>
            , recorded at <Moment at={endedAt} />
          </>
        )}
      </p>
    </div>
  )
}
