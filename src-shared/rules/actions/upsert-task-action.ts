import { z } from 'zod'
import { TaskPriority, TaskStatus } from '#shared/model/task.ts'
import { actionKind } from './action-kind.ts'
import { FilledText } from './filled-text.ts'

/**
 * Makes a task, or changes the one that this external id belongs to: exactly once. Without an external id each run makes
 * a new one. What is left empty stays as it is.
 */
export const upsertTaskAction = actionKind({
  title: 'Create or update a task',
  schema: z.object({
    kind: z.literal('upsert-task'),
    title: FilledText(500).min(1),
    externalId: FilledText(255)
      .default('')
      .describe('By which the task is known again, such as push-{{data.body.ref}}.'),
    description: FilledText(10_000).default(''),
    status: TaskStatus.nullable().default(null).describe('null: a new one is open, a known one stays as it is.'),
    priority: TaskPriority.nullable().default(null),
    assignee: FilledText(255).default(''),
    category: FilledText(100).default(''),
    labels: z.array(FilledText(100)).max(50).default([]),
  }),
  describe: ({ title, externalId }) =>
    externalId === '' ? `create the task “${title}”` : `create or update the task “${title}” known as ${externalId}`,
})
