const secondMs = 1000
const minuteMs = 60_000
const hourMs = 3_600_000
const dayMs = 86_400_000

/** How long until a moment, to two units at most: `now`, `in 22s`, `in 4m 28s`, `in 45 min`, `in 5 h 10 min`, `in 2 d 3 h`. */
export function formatCountdown(at: Date, now: Date): string {
  const leftMs = at.getTime() - now.getTime()
  if (leftMs < secondMs) return 'now'
  if (leftMs < minuteMs) return `in ${Math.floor(leftMs / secondMs)}s`
  if (leftMs < 10 * minuteMs) return `in ${join(leftMs, [minuteMs, 'm'], [secondMs, 's'], ' ')}`
  if (leftMs < hourMs) return `in ${Math.floor(leftMs / minuteMs)} min`
  if (leftMs < dayMs) return `in ${join(leftMs, [hourMs, ' h'], [minuteMs, ' min'], ' ')}`
  return `in ${join(leftMs, [dayMs, ' d'], [hourMs, ' h'], ' ')}`
}

type Unit = readonly [ms: number, name: string]

function join(ms: number, [largeMs, large]: Unit, [smallMs, small]: Unit, between: string): string {
  const rest = Math.floor((ms % largeMs) / smallMs)
  return `${Math.floor(ms / largeMs)}${large}${rest === 0 ? '' : `${between}${rest}${small}`}`
}
