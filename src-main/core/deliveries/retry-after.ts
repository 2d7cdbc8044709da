import { valuesOf } from '#shared/model/header-pairs.ts'
import type { HeaderPairs } from '#shared/model/header-pairs.ts'

/** Nobody is waited for longer than this, whatever they ask. */
const longestWaitMs = 86_400_000

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const time = String.raw`(?<hour>\d\d):(?<minute>\d\d):(?<second>\d\d)`
const month = `(?<month>${months.join('|')})`

/** The three spellings of a date in HTTP (RFC 9110 section 5.6.7); only the first is still written. */
const httpDates = [
  new RegExp(String.raw`^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (?<day>\d\d) ${month} (?<year>\d{4}) ${time} GMT$`),
  new RegExp(String.raw`^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, (?<day>\d\d)-${month}-(?<year>\d\d) ${time} GMT$`),
  new RegExp(String.raw`^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) ${month} (?<day>[ \d]\d) ${time} (?<year>\d{4})$`),
]

/** The moment of an HTTP date in milliseconds since 1970, or null where the text is none. */
export function parseHttpDate(text: string, nowMs: number): number | null {
  const groups = httpDates.map((pattern) => pattern.exec(text)?.groups).find((found) => found !== undefined)
  if (!groups) return null
  const part = (name: string): number => Number(groups[name])
  const monthIndex = months.indexOf(groups['month'] ?? '')
  const year = groups['year']?.length === 2 ? wholeYear(part('year'), nowMs) : part('year')
  const [day, hour, minute, second] = [part('day'), part('hour'), part('minute'), part('second')]
  // A leap second is written as :60 and is the same moment as the next minute.
  if (hour > 23 || minute > 59 || second > 60) return null
  const date = new Date(0)
  date.setUTCFullYear(year, monthIndex, day)
  if (date.getUTCMonth() !== monthIndex || date.getUTCDate() !== day) return null
  return date.setUTCHours(hour, minute, second)
}

/** RFC 9110: a year of two digits that lies more than fifty years ahead is one of the past century. */
function wholeYear(twoDigits: number, nowMs: number): number {
  const thisYear = new Date(nowMs).getUTCFullYear()
  const year = thisYear - (thisYear % 100) + twoDigits
  return year > thisYear + 50 ? year - 100 : year
}

/**
 * What one `Retry-After` asks for: milliseconds to wait from `nowMs` on, 0 for a date in the past, null where it is
 * neither whole seconds nor an HTTP date (RFC 9110 section 10.2.3).
 */
export function parseRetryAfter(value: string, nowMs: number): number | null {
  const text = value.trim()
  if (/^\d+$/.test(text)) return Number(text) * 1000
  const at = parseHttpDate(text, nowMs)
  return at === null ? null : Math.max(0, at - nowMs)
}

/** How long an answer asks to be left alone, in milliseconds, a day at most; null where it does not ask. Of several the longest counts. */
export function retryAfterMs(headers: HeaderPairs, nowMs: number): number | null {
  const asked = valuesOf(headers, 'retry-after')
    .map((value) => parseRetryAfter(value, nowMs))
    .filter((waitMs) => waitMs !== null)
  return asked.length === 0 ? null : Math.min(Math.max(...asked), longestWaitMs)
}
