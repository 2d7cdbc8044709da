import { z } from 'zod'
import { actionKind } from './action-kind.ts'
import { FilledText } from './filled-text.ts'

/** Shows a notice on this computer and in the app, at most once. */
export const notifyAction = actionKind({
  title: 'Notify this computer',
  schema: z.object({
    kind: z.literal('notify'),
    title: FilledText(200).min(1),
    text: FilledText(2000).default(''),
  }),
  describe: ({ title }) => `notify this computer of “${title}”`,
})
