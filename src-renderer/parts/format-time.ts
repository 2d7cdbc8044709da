const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const weekMs = 7 * 24 * 3_600_000

const pad = (value: number, length = 2): string => String(value).padStart(length, '0')

const clockOf = (at: Date): string => `${pad(at.getHours())}:${pad(at.getMinutes())}`

const isSameDay = (one: Date, other: Date): boolean => one.toDateString() === other.toDateString()

/** `14:31:02.418`, in local time. */
export const formatClock = (at: Date): string =>
  `${clockOf(at)}:${pad(at.getSeconds())}.${pad(at.getMilliseconds(), 3)}`

/** `9 Nov 2026`, in local time. */
export const formatDate = (at: Date): string => `${at.getDate()} ${months[at.getMonth()]} ${at.getFullYear()}`

/** A moment as short as its distance allows: `14:31:02.418` today, `Mon 09:14` this week, `9 Nov 2026` before. */
export function formatMoment(at: Date, now: Date): string {
  if (isSameDay(at, now)) return formatClock(at)
  const isThisWeek = Math.abs(now.getTime() - at.getTime()) < weekMs && at.getDay() !== now.getDay()
  return isThisWeek ? `${weekdays[at.getDay()]} ${clockOf(at)}` : formatDate(at)
}

/** A moment in full, for a place without a `now` beside it: `17 Nov 2026, 14:31:00`. */
export const formatDateTime = (at: Date): string => `${formatDate(at)}, ${clockOf(at)}:${pad(at.getSeconds())}`

const units = [
  { name: 'day', ms: 86_400_000 },
  { name: 'h', ms: 3_600_000 },
  { name: 'min', ms: 60_000 },
  { name: 's', ms: 1000 },
] as const

/** How long ago, to one unit: `1 min ago`, `3 days ago`. Always stands beside the absolute time. */
export function formatAgo(at: Date, now: Date): string {
  const passedMs = now.getTime() - at.getTime()
  const unit = units.find(({ ms }) => passedMs >= ms)
  if (!unit) return 'just now'
  const count = Math.floor(passedMs / unit.ms)
  return `${count} ${unit.name === 'day' && count > 1 ? 'days' : unit.name} ago`
}

/** The same moment in the forms that programs use, for hover and copy. */
export function momentForms(at: Date): { label: string; text: string }[] {
  const offsetMinutes = -at.getTimezoneOffset()
  const sign = offsetMinutes < 0 ? '-' : '+'
  const offset = `${sign}${pad(Math.floor(Math.abs(offsetMinutes) / 60))}:${pad(Math.abs(offsetMinutes) % 60)}`
  const day = `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}`
  return [
    { label: 'Local', text: `${day}T${formatClock(at)}${offset}` },
    { label: 'UTC', text: at.toISOString() },
    { label: 'Epoch', text: String(at.getTime() / 1000) },
  ]
}

/** A duration to the accuracy that matters: `0.4 ms`, `12 ms`, `1.2 s`, `4 min 28 s`. */
export function formatDuration(ms: number): string {
  if (ms < 10) return `${Number(ms.toFixed(1))} ms`
  if (ms < 1000) return `${Math.round(ms)} ms`
  if (ms < 59_950) return `${Number((ms / 1000).toFixed(1))} s`
  const seconds = Math.round(ms / 1000)
  const rest = seconds % 60
  return `${Math.floor(seconds / 60)} min${rest === 0 ? '' : ` ${rest} s`}`
}

/** A moment of another day, to the minute: `19 Nov 12:20`; with its year where that is another one. */
export function formatDayTime(at: Date, now = new Date()): string {
  const year = at.getFullYear() === now.getFullYear() ? '' : ` ${at.getFullYear()}`
  return `${at.getDate()} ${months[at.getMonth()]}${year} ${clockOf(at)}`
}
