import { z } from 'zod'
import { RequestId } from './id.ts'

/** One thing before the body in which two requests differ; no values on a side: it has none. */
export const HeadDifference = z.object({
  part: z.enum(['method', 'path', 'query', 'header']),
  name: z.string().nullable().describe('Of the header, in lower case, or of the parameter; null where there is none.'),
  before: z.array(z.string()),
  after: z.array(z.string()),
})
export type HeadDifference = z.infer<typeof HeadDifference>

export const ComparedLine = z.object({ kind: z.enum(['same', 'removed', 'added']), text: z.string() })
export type ComparedLine = z.infer<typeof ComparedLine>

/** Lines that differ, with up to three that are alike before and after; both line numbers begin with 1. */
export const Hunk = z.object({ beforeLine: z.int(), afterLine: z.int(), lines: z.array(ComparedLine) })
export type Hunk = z.infer<typeof Hunk>

/** What differs between two requests. */
export const Comparison = z.object({
  before: RequestId,
  after: RequestId,
  isEqual: z.boolean().describe('Nothing differs but the space in JSON and, with ignoreOrder, the order of its keys.'),
  head: z.array(HeadDifference),
  body: z.object({
    isEqual: z.boolean(),
    comparedAs: z
      .enum(['json', 'text', 'bytes'])
      .describe('JSON is compared a value a line. No text, or a body above 1 MB: by its bytes, without hunks.'),
    beforeBytes: z.int(),
    afterBytes: z.int(),
    hunks: z.array(Hunk),
    isCut: z.boolean().describe('More differs than the 2,000 lines that are told.'),
  }),
})
export type Comparison = z.infer<typeof Comparison>
