import { z } from 'zod'
import { Retention } from './source.ts'

/** What holds for the whole workspace. */
export const Settings = z.object({
  retention: Retention.describe('For sources that set none of their own.'),
})
export type Settings = z.infer<typeof Settings>
