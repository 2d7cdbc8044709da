import { expect, test } from 'vitest'
import { createIdempotentAnswers } from '#main/control/idempotency.ts'

const dayMs = 24 * 60 * 60 * 1000

function counting(now: () => number) {
  const answers = createIdempotentAnswers(now)
  let made = 0
  const call = async (key: string): Promise<string> => {
    const answer = await answers.once(key, 'call', async () => ({ status: 201, body: String((made += 1)) }))
    return answer.body
  }
  return call
}

test('an answer is kept for a day', async () => {
  let now = 0
  const call = counting(() => now)
  await call('key')
  now = dayMs - 1
  expect(await call('key')).toBe('1')
  now = dayMs
  expect(await call('key')).toBe('2')
})

test('no more than ten thousand answers are kept, the newest of them', async () => {
  const call = counting(() => 0)
  for (let number = 0; number <= 10_001; number += 1) await call(`key ${number}`)
  expect(await call('key 10001')).toBe('10002')
  expect(await call('key 0')).toBe('10003')
})
