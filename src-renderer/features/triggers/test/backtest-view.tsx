import type { ReactElement } from 'react'
import { ErrorBox } from '#renderer/parts/error-box.tsx'
import type { Backtest } from '#shared/model/trigger-test.ts'
import { backtestBars } from './backtest-bars.ts'

const barCount = 50
const barWidth = 10
const height = 46

/** On which of the last events a trigger would have run, over time. */
export function BacktestView({
  backtest,
  error,
  isRunning,
}: {
  backtest: Backtest | undefined
  error: Error | null
  isRunning: boolean
}): ReactElement {
  return (
    <>
      <h3 className="row">
        <span className="grow">Back-test</span>
        <small className="tr-legend match">match</small>
        <small className="tr-legend">no match</small>
      </h3>
      {error && <ErrorBox title="It could not be tested" error={error} />}
      {backtest ? (
        <Bars backtest={backtest} />
      ) : (
        <p className="hint">{isRunning ? 'Testing…' : 'A dry run tests it on the last 500 events.'}</p>
      )}
    </>
  )
}

function Bars({ backtest }: { backtest: Backtest }): ReactElement {
  const { tested, matched } = backtest
  const bars = backtestBars(backtest, barCount)
  const most = Math.max(1, ...bars.map(({ events }) => events))
  const words = `${matched} of the last ${tested} events would have run it.`
  if (tested === 0) return <p className="hint">No event has come yet.</p>
  return (
    <>
      <svg className="tr-bars" viewBox={`0 0 ${barCount * barWidth} ${height}`} role="img" aria-label={words}>
        {bars.map(({ events, matches }, index) => {
          const [all, own] = [(events / most) * height, (matches / most) * height]
          const x = index * barWidth + 1
          return (
            // A slice of time has no other name than its place.
            <g key={index}>
              <rect x={x} y={height - all} width={barWidth - 2} height={all} />
              <rect className="match" x={x} y={height - own} width={barWidth - 2} height={own} />
            </g>
          )
        })}
      </svg>
      <p className="hint" role="status">
        {words}
      </p>
    </>
  )
}
