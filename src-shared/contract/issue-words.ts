import type { z } from 'zod'

type Issue = z.core.$ZodIssue

const counted: Record<string, (count: number) => string> = {
  string: (count) => (count === 1 ? 'one letter' : `${count} letters`),
  array: (count) => (count === 1 ? 'one' : String(count)),
}

const isMissing = ({ input }: Issue): boolean => input === undefined || input === null || input === ''

/**
 * What a schema finds wrong, as a person would say it below the field. `scale` is how many units of the value one
 * shown unit is, as for `NumberInput`.
 */
export function issueWords(issue: Issue, scale = 1): string {
  if (issue.code === 'too_small') return tooSmall(issue, scale)
  if (issue.code === 'too_big') return `This is at most ${inUnits(issue.origin, Number(issue.maximum), scale)}.`
  if (issue.code === 'invalid_type') {
    if (isMissing(issue)) return 'This is missing.'
    return issue.expected === 'int' ? 'This is a whole number.' : 'This is a number.'
  }
  return /^[a-z]/.test(issue.message) ? `This ${issue.message}.` : issue.message
}

function tooSmall({ origin, minimum }: z.core.$ZodIssueTooSmall, scale: number): string {
  if (minimum === 1 && origin === 'string') return 'This is missing.'
  if (minimum === 1 && origin === 'array') return 'Choose at least one.'
  return `This is at least ${inUnits(origin, Number(minimum), scale)}.`
}

const inUnits = (origin: string, count: number, scale: number): string =>
  counted[origin]?.(count) ?? (count / scale).toLocaleString('en')
