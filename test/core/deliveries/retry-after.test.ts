import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseHttpDate, parseRetryAfter, retryAfterMs } from '#main/core/deliveries/retry-after.ts'

const now = Date.UTC(2026, 10, 17, 14, 31, 2)
const day = 86_400_000

test.each([
  ['0', 0],
  ['120', 120_000],
  [' 120\t', 120_000],
  ['007', 7000],
  ['Tue, 17 Nov 2026 14:32:02 GMT', 60_000],
  ['Tue, 17 Nov 2026 14:31:02 GMT', 0],
  ['Tue, 17 Nov 2026 14:00:00 GMT', 0],
  ['Fri, 31 Dec 1999 23:59:59 GMT', 0],
  ['Tuesday, 17-Nov-26 14:32:02 GMT', 60_000],
  ['Tue Nov 17 14:32:02 2026', 60_000],
  ['Wed Dec  2 14:31:02 2026', 15 * day],
])('“%s” asks for %s ms', (value, waitMs) => {
  expect(parseRetryAfter(value, now)).toBe(waitMs)
})

test.each([
  '',
  'soon',
  '-1',
  '+1',
  '1.5',
  '1e3',
  '0x10',
  '12 0',
  '120, 60',
  '2026-11-17T14:32:02Z',
  'Tue, 17 Nov 2026 14:32:02',
  'Tue, 17 Nov 2026 14:32:02 CET',
  'Tue, 17 Nov 2026 24:00:00 GMT',
  'Tue, 17 Nov 2026 14:60:00 GMT',
  'Mon, 30 Feb 2026 14:32:02 GMT',
  'Tue, 00 Nov 2026 14:32:02 GMT',
  'Tue, 17 Foo 2026 14:32:02 GMT',
  'Tue, 17 Nov 26 14:32:02 GMT',
  `${'Tue, 17 Nov 2026 14:32:02 GMT'.repeat(100)}`,
])('“%s” asks for nothing', (value) => {
  expect(parseRetryAfter(value, now)).toBeNull()
})

test('nobody is waited for longer than a day, whatever they ask', () => {
  for (const value of ['86401', '315360000', '9'.repeat(400), 'Tue, 17 Nov 2036 14:32:02 GMT']) {
    expect(retryAfterMs([['Retry-After', value]], now)).toBe(day)
  }
})

test('of several the longest that can be read counts; none asks for nothing', () => {
  const headers = [
    ['retry-after', '10'],
    ['RETRY-AFTER', 'soon'],
    ['Retry-After', '30'],
  ] as const
  expect(retryAfterMs(headers, now)).toBe(30_000)
  expect(retryAfterMs([['Retry-After', 'soon']], now)).toBeNull()
  expect(retryAfterMs([], now)).toBeNull()
})

test('a year of two digits is the nearest that is not more than fifty years ahead', () => {
  expect(parseHttpDate('Sunday, 06-Nov-94 08:49:37 GMT', now)).toBe(Date.UTC(1994, 10, 6, 8, 49, 37))
  expect(parseHttpDate('Sunday, 06-Nov-76 08:49:37 GMT', now)).toBe(Date.UTC(2076, 10, 6, 8, 49, 37))
  expect(parseHttpDate('Sunday, 06-Nov-77 08:49:37 GMT', now)).toBe(Date.UTC(1977, 10, 6, 8, 49, 37))
})

test('any moment is read back from each of the three spellings', () => {
  const moments = fc.integer({ min: Date.UTC(2000, 0, 1) / 1000, max: Date.UTC(2070, 0, 1) / 1000 })
  const names = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
  fc.assert(
    fc.property(moments, (seconds) => {
      const date = new Date(seconds * 1000)
      const [, dayOfMonth, month, year, time] = /, (\d\d) (\w+) (\d+) (\S+) GMT/.exec(date.toUTCString()) ?? []
      const name = names[date.getUTCDay()] ?? ''
      const spellings = [
        date.toUTCString(),
        `${name}, ${dayOfMonth}-${month}-${year?.slice(2)} ${time} GMT`,
        `${name.slice(0, 3)} ${month} ${dayOfMonth?.replace(/^0/, ' ')} ${time} ${year}`,
      ]
      expect(spellings.map((text) => parseHttpDate(text, now))).toEqual([date, date, date].map(Number))
    }),
    { numRuns: 2000 },
  )
})

test('any text at all is read without an error, as nothing or as a wait that is not negative', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.integer().map(String)), (text) => {
      const waitMs = parseRetryAfter(text, now)
      expect(waitMs === null || waitMs >= 0).toBe(true)
    }),
    { numRuns: 20_000 },
  )
})
