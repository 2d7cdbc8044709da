import type { Backtest } from '#shared/model/trigger-test.ts'

/** How many events of a slice match, and how many there are. */
export type BacktestBar = { events: number; matches: number }

/** The tested events, oldest first, in so many slices of the time that they span. */
export function backtestBars({ events }: Backtest, count: number): BacktestBar[] {
  const bars = Array.from({ length: count }, (): BacktestBar => ({ events: 0, matches: 0 }))
  const times = events.map(({ time }) => Date.parse(time))
  const [start, end] = [Math.min(...times), Math.max(...times)]
  const spanMs = Math.max(1, end - start)
  events.forEach(({ matches }, index) => {
    const place = Math.min(count - 1, Math.floor((((times[index] ?? start) - start) / spanMs) * count))
    const bar = bars[place]
    if (!bar) return
    bar.events += 1
    if (matches) bar.matches += 1
  })
  return bars
}
