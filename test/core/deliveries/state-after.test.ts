import { expect, test } from 'vitest'
import type { OutgoingResult } from '#main/core/ports.ts'
import { stateAfter } from '#main/core/deliveries/state-after.ts'

const timing = { connectMs: null, firstByteMs: null, totalMs: 1 }
const answered = (status: number): OutgoingResult => ({
  kind: 'answered',
  status,
  headers: [],
  body: new Uint8Array(0),
  bodyBytes: 0,
  timing,
})
const failed = (code: string): OutgoingResult => ({ kind: 'failed', code, message: code, timing })

test.each([
  { case: 'a 2xx delivers', result: answered(204), number: 1, state: 'delivered' },
  { case: 'any other answer ends it', result: answered(500), number: 1, state: 'dead_letter' },
  { case: 'a redirect ends it', result: answered(302), number: 1, state: 'dead_letter' },
  { case: 'an app that hangs has had it', result: failed('timed-out'), number: 1, state: 'dead_letter' },
  { case: 'an app that is away is waited for', result: failed('ECONNREFUSED'), number: 1000, state: 'retrying' },
  { case: 'a broken connection is tried again', result: failed('UND_ERR_SOCKET'), number: 4, state: 'retrying' },
  { case: 'but not for ever', result: failed('UND_ERR_SOCKET'), number: 5, state: 'dead_letter' },
  { case: 'nor is what cannot be sent', result: failed('UND_ERR_INVALID_ARG'), number: 5, state: 'dead_letter' },
])('$case', ({ result, number, state }) => {
  expect(stateAfter(result, number)).toBe(state)
})
