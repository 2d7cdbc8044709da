import type { ReactElement } from 'react'
import { formatDayTime } from '#renderer/parts/format-time.ts'
import type { RotationSpans } from './rotation-spans.ts'

const percent = (part: number): string => `${part * 100}%`

/** Two marks nearer than this would write over each other. */
const nearby = 0.14

/** A rotation drawn over time: the old secret, the new one, now, and the end of the old one. */
export function RotationLine({ spans }: { spans: RotationSpans }): ReactElement {
  const { bars, now, isAhead, start, startsAt, end, endsAt } = spans
  const stop = endsAt === null ? 'until it is finished by hand' : `until ${formatDayTime(endsAt)}`
  const words = `The new secret signs from ${formatDayTime(startsAt)}; the old one signs ${stop}.`
  return (
    <div className="rotation" role="img" aria-label={words}>
      <div className="rotation-bars" aria-hidden="true">
        {bars.map(({ id, hint, isNew, from, to }) => (
          <div key={id} className="rotation-row">
            <span
              className={isNew ? 'rotation-bar new' : 'rotation-bar'}
              style={{ marginLeft: percent(from), width: percent(to - from) }}
            >
              <span className="ell">
                {isNew ? 'new' : 'old'} {hint}
              </span>
            </span>
          </div>
        ))}
        <i className="rotation-now" style={{ left: percent(now) }} />
        {end !== null && <i className="rotation-end" style={{ left: percent(end) }} />}
      </div>
      <div className="rotation-marks" aria-hidden="true">
        <span className={isAhead ? 'after' : 'before'} style={{ left: percent(start) }}>
          {formatDayTime(startsAt)}
        </span>
        <b style={{ left: percent(now) }}>now</b>
        {end !== null && endsAt !== null && (
          <span className={end - now < nearby ? 'after' : 'middle'} style={{ left: percent(end) }}>
            {formatDayTime(endsAt)}, old stops
          </span>
        )}
      </div>
    </div>
  )
}
