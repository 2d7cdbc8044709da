import { z } from 'zod'

/** At most so many deliveries on average in so many seconds, up to `burst` of them at once. */
export const RateLimit = z.object({
  count: z.int().min(1).max(100_000),
  perSeconds: z.int().min(1).max(86_400).default(1),
  burst: z.int().min(1).max(100_000).default(1),
})
export type RateLimit = z.infer<typeof RateLimit>
