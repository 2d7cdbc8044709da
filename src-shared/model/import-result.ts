import { z } from 'zod'
import { importFormats } from '#shared/import/imported-request.ts'
import { RequestId } from './id.ts'
import { Timestamp } from './time.ts'

/** What an import holds, and what was made of it. */
export const ImportResult = z.object({
  format: z.enum(importFormats),
  requests: z.array(
    z.object({
      method: z.string(),
      path: z.string().describe('The path below the source’s address, with the query.'),
      contentType: z.string().nullable(),
      headerCount: z.int(),
      bodyBytes: z.int(),
      receivedAt: Timestamp.nullable().describe('When it first came, where the import tells.'),
      problems: z.array(z.string()).describe('What could not be taken over.'),
    }),
  ),
  ids: z.array(RequestId).describe('What was made, in the same order; empty where it was only tried.'),
})
export type ImportResult = z.infer<typeof ImportResult>
