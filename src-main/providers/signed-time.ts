/** Whole seconds since 1970, as senders write them; null where the text is anything else. */
export const parseSeconds = (text: string): number | null => (/^\d{1,12}$/.test(text) ? Number(text) : null)

const firstMilliseconds = 100_000_000_000

/** Like `parseSeconds`, but a number too large for seconds (the year 5138) is taken as milliseconds. */
export function parseSecondsOrMilliseconds(text: string): number | null {
  if (!/^\d{1,15}$/.test(text)) return null
  const number = Number(text)
  return number < firstMilliseconds ? number : Math.floor(number / 1000)
}
