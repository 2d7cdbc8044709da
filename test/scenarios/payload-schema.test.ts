import { expect, test } from 'vitest'
import { runService } from '#test/support/service.ts'

test('the schema of an event type is learnt from its stored requests, with the request that first drifted', async () => {
  await using creel = await runService()
  const source = (await creel.call('sources.list', {})).items[0]
  const send = async (body: object): Promise<string> => {
    const waiting = creel.call('requests.wait', {})
    const headers = { 'content-type': 'application/json' }
    await fetch(source?.url ?? '', { method: 'POST', headers, body: JSON.stringify(body) })
    return (await waiting).id
  }
  for (let count = 0; count < 4; count += 1) await send({ type: 'order.made', id: count, note: 'x' })
  await send({ type: 'order.paid', id: 'other' })
  const drifted = await send({ type: 'order.made', id: 'four', coupon: null })
  const schema = await creel.call('requests.schema', { eventType: 'order.made' })
  expect(schema.requestCount).toBe(5)
  expect(schema.drift.map(({ kind, path, requestId }) => [kind, path, requestId])).toEqual([
    ['type-changed', 'id', drifted],
    ['missing-field', 'note', drifted],
    ['new-field', 'coupon', drifted],
  ])
  expect(schema.fields).toContainEqual({ path: 'note', kinds: ['string'], coverage: 0.8, isRequired: false })
  expect(schema.typescript).toContain('export type OrderMade = {')
  await expect(creel.call('requests.schema', { eventType: 'never.came' })).rejects.toMatchObject({ code: 'bad-input' })
})
