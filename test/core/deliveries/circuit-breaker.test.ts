import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mayBegin, nextBreaker } from '#main/core/deliveries/circuit-breaker.ts'
import type { BreakerEvent } from '#main/core/deliveries/circuit-breaker.ts'
import { Breaker, BreakerPolicy, closedBreaker } from '#shared/rules/circuit-breaker.ts'

const policy = BreakerPolicy.parse({})
const start = Date.UTC(2026, 10, 17)

const after = (events: BreakerEvent[], from: Breaker = closedBreaker): Breaker =>
  events.reduce((breaker, event) => nextBreaker(breaker, policy, event), from)

/** So many attempts that ended, a second apart. */
const ended = (kind: 'succeeded' | 'failed', count: number, from = start): BreakerEvent[] =>
  Array.from({ length: count }, (_, index) => ({ kind, at: from + index * 1000 }))

const opened = after(ended('failed', 10))
const openedAt = start + 9000

describe('a closed breaker', () => {
  test('opens at the tenth failure of ten, not before', () => {
    expect(after(ended('failed', 9))).toMatchObject({ state: 'closed' })
    expect(opened).toEqual({ state: 'open', until: openedAt + 30_000, opens: 1 })
  })

  test('opens at 70 % failures, not below', () => {
    expect(after([...ended('succeeded', 5), ...ended('failed', 11)])).toMatchObject({ state: 'closed' })
    expect(after([...ended('succeeded', 5), ...ended('failed', 12)])).toMatchObject({ state: 'open' })
  })

  test('does not open at a success, whatever was before', () => {
    const many = after([...ended('succeeded', 4), ...ended('failed', 9)])
    expect(after(ended('succeeded', 1), many)).toMatchObject({ state: 'closed' })
  })

  test('forgets what lies outside of its window', () => {
    const nine = after(ended('failed', 9))
    expect(after(ended('failed', 1, start + 310_000), nine)).toMatchObject({ state: 'closed' })
  })

  test('forgets what lies ahead when the clock was set back', () => {
    const nine = after(ended('failed', 9, start + 3_600_000))
    expect(after(ended('failed', 1), nine)).toMatchObject({ state: 'closed', slices: [{ failed: 1 }] })
  })
})

describe('an open breaker', () => {
  test('lets nothing begin until it has rested, then one probe', () => {
    expect(mayBegin(opened, policy, openedAt + 29_999)).toEqual({ may: false, until: openedAt + 30_000 })
    expect(mayBegin(opened, policy, openedAt + 30_000)).toEqual({ may: true })
    const probing = after([{ kind: 'begun', at: openedAt + 30_000 }], opened)
    expect(mayBegin(probing, policy, openedAt + 30_001)).toEqual({ may: false, until: null })
  })

  test('closes when its probe succeeds, opens again when it fails', () => {
    const probing = after([{ kind: 'begun', at: openedAt + 30_000 }], opened)
    expect(after([{ kind: 'succeeded', at: openedAt + 31_000 }], probing)).toEqual(closedBreaker)
    expect(after([{ kind: 'failed', at: openedAt + 31_000 }], probing)).toEqual({
      state: 'open',
      until: openedAt + 61_000,
      opens: 2,
    })
  })

  test('is not kept open by attempts that began before it opened, but closed by one that succeeds', () => {
    expect(after(ended('failed', 5, openedAt + 20_000), opened)).toEqual(opened)
    expect(after(ended('succeeded', 1, openedAt + 1), opened)).toEqual(closedBreaker)
  })

  test('is closed by a reset', () => {
    expect(after([{ kind: 'reset' }], opened)).toEqual(closedBreaker)
  })
})

test('a breaker that is off lets everything begin', () => {
  const off = BreakerPolicy.parse({ isOn: false })
  expect(mayBegin(opened, off, openedAt)).toEqual({ may: true })
  expect(nextBreaker(opened, off, { kind: 'failed', at: openedAt })).toEqual(closedBreaker)
})

test('whatever happens, it can be stored, never waits longer than its rest, and one success shows it closed', () => {
  const anyEvent = fc.record({
    kind: fc.constantFrom('begun' as const, 'succeeded' as const, 'failed' as const),
    gap: fc.integer({ min: -5000, max: 60_000 }),
  })
  fc.assert(
    fc.property(fc.array(anyEvent, { maxLength: 200 }), (events) => {
      let now = start
      let breaker: Breaker = closedBreaker
      for (const { kind, gap } of events) {
        now += gap
        const permission = mayBegin(breaker, policy, now)
        // What may not begin does not.
        if (kind === 'begun' && !permission.may) continue
        const before = JSON.stringify(breaker)
        const next = nextBreaker(breaker, policy, { kind, at: now })
        expect(JSON.stringify(breaker)).toBe(before)
        breaker = Breaker.parse(JSON.parse(JSON.stringify(next)))
        expect(breaker).toEqual(next)
        // One success shows that the target is back.
        expect(kind !== 'succeeded' || breaker.state === 'closed').toBe(true)
        expect(breaker.state !== 'open' || breaker.until - now <= 30_000 + 5000 * events.length).toBe(true)
        expect(breaker.state !== 'closed' || breaker.slices.length <= 11).toBe(true)
      }
    }),
    { numRuns: 500 },
  )
})
