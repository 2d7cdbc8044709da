import { expect, test } from 'vitest'
import { createLane } from '#main/core/deliveries/lane.ts'

const item = {
  deliveryId: 'del_1',
  kind: 'forward',
  requestId: 'req_1',
  targetUrl: 'http://127.0.0.1:1',
  seq: 1,
  attempts: 0,
} as const

test('a lane that cannot ask whether its target listens tells it, and tries again', async () => {
  const failures: unknown[] = []
  let attempts = 0
  const lane = createLane({
    concurrency: () => 1,
    attempt: async () => ({ kind: (attempts += 1) > 1 ? 'done' : 'unreachable' }),
    load: async () => [],
    untilListening: async () => {
      throw new Error('It cannot be asked.')
    },
    delayed: () => undefined,
    failed: (error) => failures.push(error),
  })
  lane.add(item)
  await expect.poll(() => attempts).toBe(2)
  expect(failures).toEqual([new Error('It cannot be asked.')])
})
