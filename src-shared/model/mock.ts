import { z } from 'zod'

/** An operation of an OpenAPI document that a source answers. */
export const MockedOperation = z.object({
  method: z.string(),
  path: z.string().describe('As the document writes it: /pets/{petId}.'),
  status: z.int(),
  body: z
    .enum(['example', 'schema', 'none'])
    .describe('Where the body is from: an example, made from the schema, or there is none.'),
})
export type MockedOperation = z.infer<typeof MockedOperation>

/** A part of an OpenAPI document that the mock does not have. */
export const LeftOut = z.object({
  place: z.string().describe('Where it stands in the document: paths./pets.get.'),
  why: z.string(),
})
export type LeftOut = z.infer<typeof LeftOut>

/** What became of an OpenAPI document. */
export const MockResult = z.object({
  title: z.string(),
  bases: z
    .array(z.string())
    .describe('What may stand between the source’s address and a path: nothing, or the path of one of the servers.'),
  operations: z.array(MockedOperation),
  leftOut: z.array(LeftOut),
  ruleCount: z.int().describe('Answer rules made: one for each operation, each path and for what is not found.'),
  replacedRules: z.int().describe('Answer rules that the source had before.'),
  isMade: z.boolean().describe('false: it was only told what would be made.'),
})
export type MockResult = z.infer<typeof MockResult>
