import { spellSeconds } from '#shared/rules/spell-seconds.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
const usualMs = [0, hourMs, dayMs, 7 * dayMs, 30 * dayMs]

export const usualOverlapMs = dayMs

/** How long two secrets may be good at once, as options of a select, in milliseconds; `further` beside the usual ones. */
export const overlapOptions = (...further: number[]): { value: string; label: string }[] =>
  [...new Set([...usualMs, ...further])]
    .toSorted((one, other) => one - other)
    .map((ms) => ({
      value: String(ms),
      label: ms === 0 ? 'Only the new one, at once' : `For ${spellSeconds(ms / 1000)}`,
    }))
