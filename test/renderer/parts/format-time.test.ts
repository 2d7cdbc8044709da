import { expect, test } from 'vitest'
import {
  formatAgo,
  formatClock,
  formatDateTime,
  formatDuration,
  formatMoment,
  momentForms,
} from '#renderer/parts/format-time.ts'

const now = new Date(2026, 10, 17, 14, 32, 8, 0)

test('a moment of today shows its milliseconds', () => {
  expect(formatMoment(new Date(2026, 10, 17, 14, 31, 2, 418), now)).toBe('14:31:02.418')
  expect(formatClock(new Date(2026, 10, 17, 0, 5, 9, 7))).toBe('00:05:09.007')
})

test('a moment of this week shows its weekday', () => {
  expect(formatMoment(new Date(2026, 10, 16, 9, 14), now)).toBe('Mon 09:14')
  expect(formatMoment(new Date(2026, 10, 11, 9, 14), now)).toBe('Wed 09:14')
})

test('an older moment shows its date, also where its weekday would be mistaken for today', () => {
  expect(formatMoment(new Date(2026, 10, 9, 9, 14), now)).toBe('9 Nov 2026')
  expect(formatMoment(new Date(2026, 10, 10, 18, 0), now)).toBe('10 Nov 2026')
  expect(formatDateTime(new Date(2026, 10, 9, 9, 14, 3))).toBe('9 Nov 2026, 09:14:03')
})

test.each([
  [0, 'just now'],
  [-5000, 'just now'],
  [59_999, '59 s ago'],
  [60_000, '1 min ago'],
  [7_200_000, '2 h ago'],
  [86_400_000, '1 day ago'],
  [3 * 86_400_000, '3 days ago'],
])('%i ms back is %s', (passedMs, text) => {
  expect(formatAgo(new Date(now.getTime() - passedMs), now)).toBe(text)
})

test('the forms of a moment name the same moment', () => {
  const forms = momentForms(new Date(1_794_922_262_418))
  expect(forms.map(({ label }) => label)).toEqual(['Local', 'UTC', 'Epoch'])
  expect(forms.slice(0, 2).map(({ text }) => Date.parse(text))).toEqual([1_794_922_262_418, 1_794_922_262_418])
  expect(forms[2]?.text).toBe('1794922262.418')
})

test.each([
  [0.42, '0.4 ms'],
  [12.3, '12 ms'],
  [1234, '1.2 s'],
  [59_999, '1 min'],
  [268_000, '4 min 28 s'],
])('%f ms reads %s', (ms, text) => {
  expect(formatDuration(ms)).toBe(text)
})
