import type { ReactElement } from 'react'
import { useTape } from '#renderer/data/queries/requests.ts'

const barWidth = 1.85
const step = 2.75
const height = 14

/** What a source got in the last 16 minutes, a bar a minute. */
export function Sparkline({ sourceId }: { sourceId: string }): ReactElement {
  const { data: tape } = useTape({ sourceId, minutes: 16, bucketSeconds: 60 })
  const counts = tape?.buckets.slice(-16).map(({ requests }) => requests) ?? []
  const most = Math.max(1, ...counts)
  return (
    <svg className="sp" viewBox={`0 0 44 ${height}`} aria-hidden="true">
      {counts.map((count, index) => {
        const barHeight = count === 0 ? 0 : Math.max(1.5, (count / most) * height)
        return (
          <rect
            key={index}
            x={0.4 + index * step}
            y={height - barHeight}
            width={barWidth}
            height={barHeight}
            rx=".5"
            fill="var(--c-1)"
          />
        )
      })}
    </svg>
  )
}
