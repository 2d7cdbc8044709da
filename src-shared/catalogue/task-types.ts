import { z } from 'zod'
import { Timestamp } from '#shared/model/time.ts'
import { entry } from './catalogue-entry.ts'

const Person = z.looseObject({ id: z.string(), name: z.string().nullable() })
const TaskReference = z.looseObject({ id: z.string(), title: z.string() })

/** A task as it travels in events: at least these, and whatever else it has. */
const TaskData = z.looseObject({
  id: z.string(),
  title: z.string(),
  status: z.string(),
  priority: z.string().nullable(),
  description: z.string().nullable().optional(),
  assignee: Person.nullable().optional(),
  labels: z.array(z.string()).optional(),
  createdAt: Timestamp.optional(),
  updatedAt: Timestamp,
})

const Change = z.looseObject({ path: z.string(), from: z.json(), to: z.json() })
const Decision = { decidedBy: Person.nullable(), note: z.string().nullable() }

const mara = { id: 'user_456', name: 'Mara Lindqvist' }
const jonas = { id: 'user_789', name: 'Jonas Ferreira' }
const task = {
  id: 'task_01K9XQ7M4TZ3V8Q5R2W6Y0B1CD',
  title: 'Deploy to production',
  status: 'open',
  priority: 'high',
  description: 'Release 2.4 after the smoke tests.',
  assignee: mara,
  labels: ['release'],
  createdAt: '2026-02-10T16:45:22.000Z',
  updatedAt: '2026-02-10T16:45:22.000Z',
}
const later = '2026-02-11T09:12:40.000Z'
const done = { ...task, status: 'completed', updatedAt: later }

/** Tasks, their comments and the triggers that ran for them. */
export const taskTypes = {
  'task.created': entry({ group: 'task', description: 'A task was made.', data: TaskData, sample: task }),
  'task.updated': entry({
    group: 'task',
    description: 'A task was changed; `changes` has each field before and after.',
    data: TaskData.extend({ changes: z.array(Change) }),
    sample: {
      ...task,
      priority: 'critical',
      updatedAt: later,
      changes: [{ path: 'priority', from: 'high', to: 'critical' }],
    },
  }),
  'task.status_changed': entry({
    group: 'task',
    description: 'The status of a task was changed; sent beside task.updated.',
    data: TaskData.extend({ changes: z.array(Change) }),
    sample: {
      ...task,
      status: 'in_progress',
      updatedAt: later,
      changes: [{ path: 'status', from: 'open', to: 'in_progress' }],
    },
  }),
  'task.completed': entry({ group: 'task', description: 'A task was completed.', data: TaskData, sample: done }),
  'task.deleted': entry({
    group: 'task',
    description: 'A task was deleted; `last` is what it was.',
    data: z.looseObject({ id: z.string(), deletedAt: Timestamp, deletedBy: Person.nullable(), last: TaskData }),
    sample: { id: task.id, deletedAt: later, deletedBy: mara, last: task },
  }),
  'task.assigned': entry({
    group: 'task',
    description: 'A task was given to someone; `assignmentHistory` has who had it before.',
    data: TaskData.extend({
      assignee: Person.nullable(),
      assignmentHistory: z.array(z.looseObject({ assignee: Person.nullable(), since: Timestamp })),
    }),
    sample: {
      ...task,
      assignee: jonas,
      updatedAt: later,
      assignmentHistory: [
        { assignee: mara, since: task.createdAt },
        { assignee: jonas, since: later },
      ],
    },
  }),
  'task.approved': entry({
    group: 'task',
    description: 'A task that waited for approval was approved.',
    data: TaskData.extend(Decision),
    sample: { ...done, status: 'approved', decidedBy: mara, note: null },
  }),
  'task.rejected': entry({
    group: 'task',
    description: 'A task that waited for approval was rejected.',
    data: TaskData.extend(Decision),
    sample: { ...done, status: 'rejected', decidedBy: mara, note: 'The smoke tests are missing.' },
  }),
  'task.swapped': entry({
    group: 'task',
    description: 'Two people swapped their tasks.',
    data: TaskData.extend({ from: Person, to: Person, swappedWith: TaskReference }),
    sample: {
      ...task,
      assignee: jonas,
      updatedAt: later,
      from: mara,
      to: jonas,
      swappedWith: { id: 'task_01K9XQ7M4TZ3V8Q5R2W6Y0B1CE', title: 'Write the release notes' },
    },
  }),
  'comment.created': entry({
    group: 'comment',
    description: 'Someone commented on a task.',
    data: z.looseObject({
      id: z.string(),
      body: z.string(),
      author: Person,
      createdAt: Timestamp,
      task: TaskReference,
    }),
    sample: {
      id: 'cmt_01K9XQ7M4TZ3V8Q5R2W6Y0B1CF',
      body: 'The smoke tests are green.',
      author: jonas,
      createdAt: later,
      task: { id: task.id, title: task.title },
    },
  }),
  'workflow.triggered': entry({
    group: 'workflow',
    description: 'A trigger ran; `outcome` says what came of it.',
    data: z.looseObject({
      workflow: z.looseObject({ id: z.string(), name: z.string(), runId: z.string(), outcome: z.string() }),
      task: TaskData.nullable(),
    }),
    sample: {
      workflow: {
        id: 'trg_01K9XQ7M4TZ3V8Q5R2W6Y0B1CG',
        name: 'Announce a release',
        runId: 'run_01K9XQ7M4TZ3V8Q5R2W6Y0B1CH',
        outcome: 'succeeded',
      },
      task: done,
    },
  }),
}
