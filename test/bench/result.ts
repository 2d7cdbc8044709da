/** A promise of ours with the least that will do and what we aim at. */
export type Goal = { floor: number; goal: number; better: 'higher' | 'lower'; unit: string }

/** One line of the table. */
export type Result = {
  id: string
  what: string
  floor: string
  goal: string
  measured: string
  verdict: 'goal' | 'floor' | 'short' | 'skipped'
  /** What a reader has to know to judge the figure. */
  notes: string[]
}

const isReached = (value: number, limit: number, better: Goal['better']): boolean =>
  better === 'higher' ? value >= limit : value <= limit

const digits = (value: number): number => (value >= 100 ? 0 : value >= 10 ? 1 : 2)

/** A figure as a person reads it: three digits are enough. */
export const show = (value: number, unit: string): string => `${value.toFixed(digits(value))} ${unit}`.trim()

/** Compares a figure with its goal. */
export function resultOf(name: { id: string; what: string }, goal: Goal, value: number, notes: string[]): Result {
  const { floor, better, unit } = goal
  const verdict = isReached(value, goal.goal, better) ? 'goal' : isReached(value, floor, better) ? 'floor' : 'short'
  return { ...name, floor: show(floor, unit), goal: show(goal.goal, unit), measured: show(value, unit), verdict, notes }
}

/** A line for what could not be measured here. */
export function skipped(name: { id: string; what: string }, { floor, goal, unit }: Goal, reason: string): Result {
  return {
    ...name,
    floor: show(floor, unit),
    goal: show(goal, unit),
    measured: '–',
    verdict: 'skipped',
    notes: [reason],
  }
}
