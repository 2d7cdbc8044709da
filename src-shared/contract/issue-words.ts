import { z } from 'zod'

type Issue = z.core.$ZodIssue
/** What reading by a schema comes to. */
export type Reading = { success: true; data: unknown } | { success: false; error: z.core.$ZodError }

type IssueOf<Code extends Issue['code']> = Extract<Issue, { code: Code }>

/** How one kind of issue is said; `scale` is how many units of the value one shown unit is. */
type Tellers = { [Code in Issue['code']]: (issue: IssueOf<Code>, scale: number) => string }

const tellers: Tellers = {
  invalid_type: (issue) =>
    isMissing(issue) ? 'This is missing.' : `This must be ${typeWords[issue.expected] ?? issue.expected}.`,
  too_small: (issue, scale) => tooSmall(issue, scale),
  too_big: ({ origin, maximum, inclusive }, scale) =>
    bounded(origin, Number(maximum), { isLeast: false, isInclusive: inclusive !== false, scale }),
  invalid_format: ({ format }) => `This must be ${formatWords[format] ?? 'written another way'}.`,
  invalid_value: ({ values }) => `This must be ${oneOf(values.map(String))}.`,
  not_multiple_of: ({ divisor }) => `This must be a multiple of ${divisor}.`,
  unrecognized_keys: ({ keys }) =>
    `There is no ${keys.map((key) => `“${key}”`).join(' and no ')} here. See how it is written.`,
  invalid_union: (issue, scale) => tellUnion(issue, scale),
  invalid_key: ({ issues }, scale) => `The name of it cannot be used: ${firstOf(issues, scale)}`,
  invalid_element: ({ issues }, scale) => firstOf(issues, scale),
  custom: () => 'This cannot be used.',
}

/**
 * What a schema finds wrong, as a person would say it below the field. `scale` is how many units of the value one
 * shown unit is, as for `NumberInput`. A schema that has words of its own is heard: “must be a port” becomes a sentence.
 */
export function issueWords(issue: Issue, scale = 1): string {
  if (!isZodsOwn(issue)) return faultWords(issue.message)
  const tell = tellers[issue.code] as (one: Issue, scale: number) => string
  return tell(issue, scale)
}

/** What is wrong with a field as a sentence: “must be a port” becomes one, a sentence stays as it is. */
export const faultWords = (message: string): string => (/^[a-z]/.test(message) ? `This ${message}.` : message)

/** Words with an end: one full stop, where they have none. */
export const asSentence = (words: string): string => (/[.!?]$/.test(words) ? words : `${words}.`)

/** The first thing that a schema finds wrong, with its place. */
export function firstIssueWords({ issues }: z.core.$ZodError): string {
  const [first] = issues
  if (!first) return 'This cannot be used.'
  const issue = nearestIssue(first)
  return issue.path.length === 0 ? issueWords(issue) : `${issue.path.join('.')}: ${issueWords(issue)}`
}

/** The same of an error that a schema threw; null: it is another one. */
export const schemaErrorWords = (error: unknown): string | null =>
  error instanceof z.ZodError ? firstIssueWords(error) : null

/** What zod says where a schema says nothing, in its English (zod/v4/locales/en). */
const isZodsOwn = ({ message }: Issue): boolean => /^(Invalid|Too (small|big)|Unrecognized keys?)\b/.test(message)

const isMissing = ({ input, message }: IssueOf<'invalid_type'>): boolean =>
  input === null || input === '' || /received (undefined|null)$/.test(message)

const typeWords: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: 'an object',
  record: 'an object',
}

const formatWords: Record<string, string> = {
  url: 'a URL, such as https://example.com/hooks',
  email: 'an address of e-mail',
  datetime: 'a time such as 2026-11-17T14:31:02Z',
  date: 'a day such as 2026-11-17',
  base64: 'base 64',
  base64url: 'base 64 as URLs have it',
  ipv4: 'an IPv4 address',
  ipv6: 'an IPv6 address',
  cidrv4: 'a range such as 10.0.0.0/8',
  cidrv6: 'a range such as 2001:db8::/32',
  json_string: 'JSON',
}

const tooSmall = ({ origin, minimum, inclusive }: IssueOf<'too_small'>, scale: number): string => {
  if (minimum === 1 && origin === 'string') return 'This is missing.'
  if (minimum === 1 && origin === 'array') return 'Choose at least one.'
  return bounded(origin, Number(minimum), { isLeast: true, isInclusive: inclusive !== false, scale })
}

type Bound = { isLeast: boolean; isInclusive: boolean; scale: number }

function bounded(origin: string, count: number, { isLeast, isInclusive, scale }: Bound): string {
  const word = isLeast ? 'at least' : 'at most'
  if (origin === 'string') return `This must have ${word} ${count === 1 ? 'one letter' : `${count} letters`}.`
  if (origin === 'array' || origin === 'set') return `There must be ${word} ${count === 1 ? 'one' : count}.`
  if (origin === 'object' || origin === 'map')
    return `This must have ${word} ${count} ${count === 1 ? 'name' : 'names'}.`
  const number = (count / scale).toLocaleString('en')
  return isInclusive ? `This must be ${word} ${number}.` : `This must be ${isLeast ? 'more' : 'less'} than ${number}.`
}

const oneOf = (choices: readonly string[]): string =>
  choices.length === 1 ? (choices[0] ?? '') : `one of ${choices.join(', ')}`

const firstOf = ([issue]: readonly Issue[], scale: number): string =>
  issue ? issueWords(issue, scale) : 'This cannot be used.'

/** An issue where it really lies: of several forms, in the one that comes nearest. */
export function nearestIssue(issue: Issue): Issue {
  if (issue.code !== 'invalid_union' || !isZodsOwn(issue)) return issue
  const nearest = nearestOf(issue)
  if (!nearest) return issue
  const inner = nearestIssue(nearest)
  return { ...inner, path: [...issue.path, ...inner.path] }
}

/** The first issue of the form that lacks the least of what it needs and then has the fewest issues; null: none fits at all. */
function nearestOf({ errors }: IssueOf<'invalid_union'>): Issue | null {
  const isOtherKind = (first: Issue): boolean => first.code === 'invalid_type' && first.path.length === 0
  const missing = (issues: readonly Issue[]): number =>
    issues.filter((issue) => issue.code === 'invalid_type' && isMissing(issue)).length
  const near = errors
    .filter(([first]) => first && !isOtherKind(first))
    .toSorted((one, other) => missing(one) - missing(other) || one.length - other.length)
  return near[0]?.[0] ?? null
}

/** Says what is wrong with the form that comes nearest, else which forms there are. */
function tellUnion(issue: IssueOf<'invalid_union'>, scale: number): string {
  const { options } = issue as { options?: readonly unknown[] }
  if (options !== undefined) return `This must be ${oneOf(options.map(String))}.`
  const nearest = nearestOf(issue)
  if (nearest) {
    const inner = nearestIssue(nearest)
    return inner.path.length === 0 ? issueWords(inner, scale) : `${inner.path.join('.')}: ${issueWords(inner, scale)}`
  }
  const firsts = issue.errors.flatMap(([first]) => first ?? [])
  const kinds = firsts.flatMap((first) =>
    first.code === 'invalid_type' ? (typeWords[first.expected] ?? first.expected) : [],
  )
  return kinds.length === 0 ? 'This cannot be used.' : `This must be ${[...new Set(kinds)].join(' or ')}.`
}
