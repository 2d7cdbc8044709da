import { expect, test } from 'vitest'
import { eventFacts } from '#main/core/events/event-facts.ts'
import { evaluateCondition } from '#main/core/rules/evaluate-condition.ts'
import { requestFacts } from '#main/core/rules/request-facts.ts'
import type { ConditionRule } from '#shared/rules/condition.ts'
import { capturedRequest } from '#test/support/captured-request.ts'

const event = {
  type: 'task.updated',
  source: 'api',
  data: {
    id: 'task_1',
    status: 'done',
    assignee: { name: 'Mara' },
    changes: [
      { path: 'status', from: 'open', to: 'done' },
      { path: 'due', from: '2026-01-01', to: null },
    ],
  },
  metadata: { actorId: 'user_1' },
}

test.each<[ConditionRule, boolean]>([
  [{ field: 'event', operator: 'is', value: 'task.updated' }, true],
  [{ field: 'source', operator: 'is', value: 'shop' }, false],
  [{ field: 'data.assignee.name', operator: 'contains', value: 'ar' }, true],
  [{ field: 'metadata.actorId', operator: 'isOneOf', value: ['user_1', 'user_2'] }, true],
  [{ field: 'data.status', operator: 'changed' }, true],
  [{ field: 'data.due', operator: 'changed' }, true],
  [{ field: 'data.title', operator: 'changed' }, false],
  [{ field: 'data.status', operator: 'changedTo', value: 'done' }, true],
  [{ field: 'data.status', operator: 'changedTo', value: 'open' }, false],
  [{ field: 'body.status', operator: 'exists' }, false],
  [{ field: 'header.x-one', operator: 'exists' }, false],
])('%j: %s', (rule, holds) => {
  expect(evaluateCondition(rule, eventFacts(event, null))).toBe(holds)
})

test('where the event is a request, all of a request’s fields answer as well', () => {
  const request = capturedRequest({ body: '{"state":"open"}', headers: [['X-One', '1']] })
  const facts = eventFacts(event, requestFacts(request, null))
  expect(evaluateCondition({ field: 'body.state', operator: 'is', value: 'open' }, facts)).toBe(true)
  expect(evaluateCondition({ field: 'header.x-one', operator: 'is', value: '1' }, facts)).toBe(true)
  expect(evaluateCondition({ field: 'body.state', operator: 'changed' }, facts)).toBe(false)
})
