import { expect, test } from 'vitest'
import { backtestBars } from '#renderer/features/triggers/test/backtest-bars.ts'

const event = (second: number, matches: boolean) => ({
  eventId: 'evt_1',
  type: 'a.b',
  time: new Date(second * 1000).toISOString(),
  matches,
})

test('tested events lie in slices of the time that they span, oldest first, none left out', () => {
  const events = [event(100, true), event(99, false), event(50, true), event(0, false)]
  expect(backtestBars({ tested: 4, matched: 2, events }, 4)).toEqual([
    { events: 1, matches: 0 },
    { events: 0, matches: 0 },
    { events: 1, matches: 1 },
    { events: 2, matches: 1 },
  ])
})

test('events of one moment stand in one slice', () => {
  expect(backtestBars({ tested: 1, matched: 0, events: [event(7, false)] }, 2)).toEqual([
    { events: 1, matches: 0 },
    { events: 0, matches: 0 },
  ])
})
