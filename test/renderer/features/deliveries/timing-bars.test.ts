import { expect, test } from 'vitest'
import { timingBars } from '#renderer/features/deliveries/detail/timing-bars.ts'

test('the steps of an attempt stand one behind the other and fill its time', () => {
  const bars = timingBars({ dnsMs: 2, connectMs: 3, tlsMs: 10, firstByteMs: 115, totalMs: 120 })
  expect(bars).toEqual([
    { label: 'Look up the name', startMs: 0, ms: 2 },
    { label: 'Connect', startMs: 2, ms: 3 },
    { label: 'TLS', startMs: 5, ms: 10 },
    { label: 'Wait for the answer', startMs: 15, ms: 100 },
    { label: 'Read the answer', startMs: 115, ms: 5 },
  ])
})

test('steps that it did not come to are left out', () => {
  expect(timingBars({ dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: null, totalMs: 30 })).toEqual([])
})
