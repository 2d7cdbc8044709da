import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { taskTypes } from '#shared/catalogue/task-types.ts'
import type { Task } from '#shared/model/task.ts'
import { TaskPriority, TaskStatus } from '#shared/model/task.ts'
import { changedTask } from '#main/core/tasks/change-task.ts'
import type { TaskChanges } from '#main/core/tasks/change-task.ts'
import { changesBetween, eventsOfChange, eventsOfCreation, eventsOfDeletion } from '#main/core/tasks/task-events.ts'

const at = '2026-03-02T08:30:00.000Z'
const later = '2026-03-02T09:00:00.000Z'

const task: Task = {
  id: 'task_01K9XQ7M4TZ3V8Q5R2W6Y0B1CD',
  workspaceId: 'ws_00000000000000000000000000',
  number: 1,
  projectId: null,
  title: 'Write',
  description: null,
  status: 'waiting_for_approval',
  priority: null,
  assignee: { id: 'mara', name: 'Mara' },
  assignmentHistory: [{ assignee: { id: 'mara', name: 'Mara' }, since: at }],
  due: null,
  labels: [],
  category: null,
  parentId: null,
  dependencies: [],
  externalId: null,
  requestId: null,
  via: 'api',
  createdAt: at,
  updatedAt: at,
  deletedAt: null,
}
const nobody = { decidedBy: null, note: null, swappedWith: null }
const typesAfter = (changes: TaskChanges, context = nobody): string[] =>
  eventsOfChange(task, changedTask(task, changes, later), context).map(({ type }) => type)

const swappedWith = { id: 'task_01K9XQ7M4TZ3V8Q5R2W6Y0B1CE', title: 'Read' }

test.each<[string, TaskChanges, string[]]>([
  ['nothing', { title: 'Write' }, []],
  ['a title', { title: 'Read' }, ['task.updated']],
  ['a status', { status: 'in_progress' }, ['task.updated', 'task.status_changed']],
  ['completion', { status: 'completed' }, ['task.updated', 'task.status_changed', 'task.completed']],
  ['approval', { status: 'approved' }, ['task.updated', 'task.status_changed', 'task.approved']],
  ['rejection', { status: 'rejected' }, ['task.updated', 'task.status_changed', 'task.rejected']],
  ['another assignee', { assignee: { id: 'jonas', name: null } }, ['task.updated', 'task.assigned']],
  ['no assignee any more', { assignee: null }, ['task.updated', 'task.assigned']],
])('%s is told by %j as %j', (_, changes, types) => {
  expect(typesAfter(changes)).toEqual(types)
})

test('a swap is told as one, not as an assignment', () => {
  const jonas = { id: 'jonas', name: 'Jonas' }
  const after = changedTask(task, { assignee: jonas }, later)
  const [, swapped, ...more] = eventsOfChange(task, after, { ...nobody, swappedWith })
  expect(swapped).toMatchObject({
    type: 'task.swapped',
    data: { from: { id: 'mara', name: 'Mara' }, to: jonas, swappedWith },
  })
  expect(more).toEqual([])
})

const anyChanges: fc.Arbitrary<TaskChanges> = fc.record(
  {
    title: fc.string({ minLength: 1 }),
    description: fc.option(fc.string()),
    status: fc.constantFrom(...TaskStatus.options),
    priority: fc.option(fc.constantFrom(...TaskPriority.options)),
    assignee: fc.option(fc.record({ id: fc.string({ minLength: 1 }), name: fc.option(fc.string()) })),
    labels: fc.array(fc.string({ minLength: 1 })),
    category: fc.option(fc.string({ minLength: 1 })),
    externalId: fc.option(fc.string({ minLength: 1 })),
  },
  { requiredKeys: [] },
)

describe('whatever is changed', () => {
  test('each type is told at most once, task.updated with all that differs, and each event is as its type says', () => {
    fc.assert(
      fc.property(anyChanges, anyChanges, (first, second) => {
        const before = changedTask(task, first, at)
        const after = changedTask(before, second, later)
        const events = eventsOfChange(before, after, nobody)
        const types = events.map(({ type }) => type)
        expect(new Set(types).size).toBe(types.length)
        expect(types.includes('task.updated')).toBe(changesBetween(before, after).length > 0)
        for (const { type, data } of events) taskTypes[type as keyof typeof taskTypes].data.parse(data)
      }),
    )
  })

  test('whoever applies the changes of task.updated to what was before has what is now', () => {
    fc.assert(
      fc.property(anyChanges, (given) => {
        const after = changedTask(task, given, later)
        const changes = changesBetween(task, after)
        const applied = { ...task, ...Object.fromEntries(changes.map(({ path, to }) => [path, to])) }
        expect(changesBetween(applied, after)).toEqual([])
        const undone = { ...after, ...Object.fromEntries(changes.map(({ path, from }) => [path, from])) }
        expect(changesBetween(undone, task)).toEqual([])
      }),
    )
  })
})

test('creation and deletion are told with the whole task', () => {
  for (const { type, data } of [...eventsOfCreation(task), ...eventsOfDeletion(task, null, later)])
    taskTypes[type as keyof typeof taskTypes].data.parse(data)
  expect(eventsOfDeletion(task, null, later)[0]?.data).toMatchObject({ id: task.id, last: { title: 'Write' } })
})
