import { expect, test } from 'vitest'
import { findNextDue, listDue, listSendable } from '#main/core/database/stores/due-store.ts'
import type { Reader } from '#main/core/database/handles.ts'
import { filledDatabase } from '#test/support/filled-database.ts'

const lane = { webhookId: 'wh_00000000000000000000000000', priority: 0, now: 1 }

const asked: Record<string, (db: Reader) => Promise<unknown>> = {
  'what a webhook is owed now': (db) => listDue(db, { ...lane, limit: 500 }),
  'when a webhook is owed something next': (db) => findNextDue(db, lane),
  'what there is to send at the start': listSendable,
}

test.each(Object.entries(asked))('%s is read off the index, in its order', async (_, ask) => {
  using filled = filledDatabase()
  await ask(filled.reader)
  const plans = filled.queries.map((query) => filled.plan(query).join('; '))
  expect(plans).toEqual([expect.stringContaining('delivery_sendable')])
  expect(plans.join()).not.toContain('TEMP B-TREE')
})
