import { spellSeconds } from '#shared/rules/spell-seconds.ts'

const unitSeconds: Record<string, number> = {
  ms: 0.001,
  s: 1,
  min: 60,
  m: 60,
  h: 3600,
  d: 86_400,
  day: 86_400,
  days: 86_400,
}

/** Delays as text to type in: `5 s, 30 s, 5 min`. */
export const writeDelays = (delaysSeconds: readonly number[]): string => delaysSeconds.map(spellSeconds).join(', ')

/** Reads delays in seconds: each a number with its unit, several units side by side (`1 h 30 min`); null where one is none. */
export function readDelays(text: string): number[] | null {
  const parts = text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)
  const delays = parts.map(readDelay)
  return delays.includes(null) ? null : (delays as number[])
}

function readDelay(text: string): number | null {
  const pieces = [...text.matchAll(/(\d+(?:\.\d+)?)\s*([a-z]*)\s*/gy)]
  if (pieces.length === 0 || pieces.map(([whole]) => whole).join('') !== text) return null
  const seconds = pieces.map(([, count, unit]) => Number(count) * (unitSeconds[unit || 's'] ?? Number.NaN))
  const sum = seconds.reduce((total, part) => total + part, 0)
  return Number.isNaN(sum) ? null : sum
}
