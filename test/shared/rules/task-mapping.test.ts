import { expect, test } from 'vitest'
import { mapTask, TaskMapping } from '#shared/rules/task-mapping.ts'

const mapping = TaskMapping.parse({
  statuses: { '3': 'completed', Ready: 'waiting_for_approval' },
  priorities: { '1': 'critical' },
})

const read = (body: unknown) => mapTask(body, mapping)

test('a status or a priority that is a number is translated by its digits', () => {
  expect(read({ status: 3, priority: 1 })).toMatchObject({
    task: { changes: { status: 'completed', priority: 'critical' } },
  })
  expect(read({ status: '3' })).toMatchObject({ task: { changes: { status: 'completed' } } })
})

test('a number that means nothing is refused as a word is, and what is no word as what it is', () => {
  expect(read({ status: 4 })).toMatchObject({
    errors: [{ path: 'status', message: expect.stringMatching(/^“4” is none of open, /) }],
  })
  expect(read({ status: 'Waiting room' })).toMatchObject({
    errors: [{ message: expect.stringMatching(/^“Waiting room” is none of/) }],
  })
  expect(read({ status: { name: 'Ready' } })).toMatchObject({
    errors: [{ path: 'status', message: expect.stringMatching(/^This must be/) }],
  })
})
