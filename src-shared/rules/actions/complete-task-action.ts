import { z } from 'zod'
import { actionKind } from './action-kind.ts'
import { FilledText } from './filled-text.ts'

/** Completes a task, exactly once. */
export const completeTaskAction = actionKind({
  title: 'Complete a task',
  schema: z.object({
    kind: z.literal('complete-task'),
    task: FilledText(255).min(1).describe('Its id or its external id, such as {{data.id}}.'),
  }),
  describe: ({ task }) => `complete the task ${task}`,
})
