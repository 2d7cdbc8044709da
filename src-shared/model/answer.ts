import { z } from 'zod'
import { ConditionGroup } from '#shared/rules/condition.ts'
import { HeaderPairs } from './header-pairs.ts'

const headerName = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/
const headerValue = /^[\t\x20-\x7e\x80-\xff]*$/

/** Header pairs that may be sent: names are tokens, values hold no line break and no other control character (RFC 9110 section 5). */
export const SendableHeaders = HeaderPairs.refine(
  (pairs) => pairs.every(([name, value]) => headerName.test(name) && headerValue.test(value)),
  'header names are tokens and values hold no line breaks',
)

/** What the sender gets. `{{body.path}}`, `{{query.name}}`, `{{header.name}}` in the body are filled in from the request. */
export const Answer = z.object({
  status: z.int().min(200).max(599).default(200),
  headers: SendableHeaders.default([]),
  body: z.string().max(262_144).default(''),
  delayMs: z.int().min(0).max(30_000).default(0),
})
export type Answer = z.infer<typeof Answer>

/** An answer for the requests that meet a condition; the first rule that does decides. */
export const AnswerRule = z.object({ name: z.string().max(80).default(''), when: ConditionGroup, answer: Answer })
export type AnswerRule = z.infer<typeof AnswerRule>

/** So many rules a source has at most. */
export const mostAnswerRules = 500
