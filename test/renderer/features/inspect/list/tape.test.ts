import { expect, test } from 'vitest'
import type { RequestRow } from '#shared/model/request.ts'
import { addToTape } from '#renderer/data/add-to-tape.ts'
import {
  describeRange,
  momentsOf,
  rangeBetween,
  sliceAt,
  slicesOf,
} from '#renderer/features/inspect/list/tape-range.ts'

const tape = {
  from: '2026-11-17T14:00:00.000Z',
  bucketSeconds: 10,
  buckets: Array.from({ length: 6 }, () => ({ requests: 0, rejected: 0 })),
}
const row = (seconds: number, state: RequestRow['state'] = 'accepted'): RequestRow =>
  ({ receivedAt: new Date(Date.parse(tape.from) + seconds * 1000).toISOString(), state }) as RequestRow

test('arrivals fall into their slices, and those past the end into the last', () => {
  const { buckets } = addToTape(tape, [row(0), row(9.9), row(25, 'refused'), row(600)])
  expect(buckets.map(({ requests }) => requests)).toEqual([2, 0, 1, 0, 0, 1])
  expect(buckets.map(({ rejected }) => rejected)).toEqual([0, 0, 1, 0, 0, 0])
  expect(tape.buckets[0]).toEqual({ requests: 0, rejected: 0 })
})

test('a range chosen on the tape is found on it again', () => {
  const range = rangeBetween(4, 2)
  const { after, before } = momentsOf(tape, range)
  expect(after).toBe('2026-11-17T14:00:20.000Z')
  expect(before).toBe('2026-11-17T14:00:50.000Z')
  expect(slicesOf(tape, { afterMs: Date.parse(after), beforeMs: Date.parse(before) })).toEqual({ first: 2, last: 4 })
})

test('a range that is not on the tape is not shown, one that sticks out is cut', () => {
  const startMs = Date.parse(tape.from)
  expect(slicesOf(tape, { afterMs: startMs - 60_000, beforeMs: startMs })).toBeNull()
  expect(slicesOf(tape, { afterMs: startMs + 60_000, beforeMs: startMs + 70_000 })).toBeNull()
  expect(slicesOf(tape, { afterMs: startMs - 60_000, beforeMs: startMs + 15_000 })).toEqual({ first: 0, last: 1 })
})

test('both edges of the tape belong to a slice', () => {
  expect([0, 0.5, 1, 1.2, -1].map((share) => sliceAt(tape, share))).toEqual([0, 3, 5, 5, 0])
})

test('a range is told in words', () => {
  const counted = addToTape(tape, [row(0), row(1, 'refused')])
  expect(describeRange(counted, { first: 0, last: 0 })).toContain('2 requests, 1 rejected')
})
