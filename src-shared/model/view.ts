import { z } from 'zod'
import { ViewId } from './id.ts'
import { Timestamp } from './time.ts'

/** A filter that was kept under a name. */
export const View = z.object({
  id: ViewId,
  name: z.string().trim().min(1).max(80),
  q: z.string().max(2000).describe('A query in the grammar of `query/request-query.ts`.'),
  createdAt: Timestamp,
})
export type View = z.infer<typeof View>
