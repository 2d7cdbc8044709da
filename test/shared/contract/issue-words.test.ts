import { expect, test } from 'vitest'
import { z } from 'zod'
import { faultWords, firstIssueWords, issueWords } from '#shared/contract/issue-words.ts'
import { operations } from '#shared/contract/operations.ts'
import { ConditionGroup } from '#shared/rules/condition.ts'

const kinds = z.discriminatedUnion('kind', [z.object({ kind: z.literal('one') }), z.object({ kind: z.literal('two') })])

test.each([
  [z.string(), undefined, 'This is missing.'],
  [z.string(), null, 'This is missing.'],
  [z.string(), 3, 'This must be text.'],
  [z.number(), 'x', 'This must be a number.'],
  [z.coerce.number(), 'x', 'This must be a number.'],
  [z.int(), 1.5, 'This must be a whole number.'],
  [z.boolean(), 'x', 'This must be true or false.'],
  [z.array(z.string()), {}, 'This must be a list.'],
  [z.object({}), [], 'This must be an object.'],
  [z.string().min(1), '', 'This is missing.'],
  [z.string().min(3), 'a', 'This must have at least 3 letters.'],
  [z.string().max(2), 'abc', 'This must have at most 2 letters.'],
  [z.array(z.int()).min(1), [], 'Choose at least one.'],
  [z.array(z.int()).min(2), [1], 'There must be at least 2.'],
  [z.array(z.int()).max(1), [1, 2], 'There must be at most one.'],
  [z.number().min(1000), 5, 'This must be at least 1,000.'],
  [z.number().max(5), 6, 'This must be at most 5.'],
  [z.number().gt(3), 3, 'This must be more than 3.'],
  [z.number().lt(3), 3, 'This must be less than 3.'],
  [z.number().multipleOf(10), 5, 'This must be a multiple of 10.'],
  [z.url(), 'x', 'This must be a URL, such as https://example.com/hooks.'],
  [z.iso.datetime(), 'x', 'This must be a time such as 2026-11-17T14:31:02Z.'],
  [z.base64(), '*', 'This must be base 64.'],
  [z.string().regex(/^a$/), 'b', 'This must be written another way.'],
  [z.enum(['a', 'b']), 'c', 'This must be one of a, b.'],
  [z.literal('a'), 'c', 'This must be a.'],
  [z.strictObject({}), { b: 1, c: 2 }, 'There is no “b” and no “c” here. See how it is written.'],
  [kinds, { kind: 'three' }, 'kind: This must be one of one, two.'],
  [z.union([z.string(), z.array(z.string())]), 3, 'This must be text or a list.'],
  [z.union([z.string(), z.object({ a: z.number() })]), { a: 'x' }, 'a: This must be a number.'],
  [
    z.record(z.string().max(1), z.int()),
    { ab: 1 },
    'ab: The name of it cannot be used: This must have at most one letter.',
  ],
  [z.int().refine(() => false, 'must be even'), 1, 'This must be even.'],
  [z.int().refine(() => false, 'Choose another.'), 1, 'Choose another.'],
  [z.int().refine(() => false), 1, 'This cannot be used.'],
])('%#: what a schema refuses is told in plain words', (schema: z.ZodType, value, words) => {
  const { error } = schema.safeParse(value)
  expect(error && firstIssueWords(error)).toBe(words)
})

const rule = (given: object) => ({ combinator: 'and', rules: [{ combinator: 'or', rules: [given] }] })

test.each([
  [
    { field: 'data.x', operator: 'equals', value: 1 },
    /^rules\.0\.rules\.0\.operator: This must be one of is, isNot, contains, /,
  ],
  [
    { field: 'nope', operator: 'is', value: 1 },
    /^rules\.0\.rules\.0\.field: This is not a field; fields are method, .* data\.… /,
  ],
  [{ field: 'data.x' }, /^rules\.0\.rules\.0\.operator: /],
  [{ cel: 5 }, /^rules\.0\.rules\.0\.cel: This must be text\.$/],
  [{ combinator: 'xor', rules: [] }, /^rules\.0\.rules\.0\.combinator: This must be one of and, or\.$/],
  [{ combinator: 'and' }, /^rules\.0\.rules\.0\.rules: This is missing\.$/],
])('%#: a part of a condition is told as what it comes nearest to, at its own place', (given, words) => {
  const { error } = ConditionGroup.safeParse(rule(given))
  expect(error && firstIssueWords(error)).toMatch(words)
})

test('what a server says of a field becomes one sentence, whether it is one or not', () => {
  expect(faultWords('is missing')).toBe('This is missing.')
  expect(faultWords('This is missing.')).toBe('This is missing.')
})

test('a bound is told in the units that are shown', () => {
  const { error } = z.int().min(1000).safeParse(5)
  expect(error?.issues.map((issue) => issueWords(issue, 1000))).toEqual(['This must be at least 1.'])
})

test('no operation answers an input that it cannot use with the words of its validator', () => {
  for (const [name, { input }] of Object.entries(operations)) {
    for (const value of ['', 'x', -1, null, [], {}, [{}], { kind: 'x' }]) {
      const given = Object.fromEntries(Object.keys(input.shape).map((field) => [field, value]))
      for (const issue of input.strict().safeParse({ ...given, nothing: 1 }).error?.issues ?? []) {
        expect(`${name}: ${issueWords(issue)}`).not.toMatch(/Invalid|Too (small|big)|expected|received|Unrecognized/)
      }
    }
  }
})
