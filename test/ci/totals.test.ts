import { expect, test } from 'vitest'
import { exitCodeOf, noTotals, sumTotals, totalsLine, totalsOfPlaywright, totalsOfVitest } from '#ci/totals.ts'

const vitestReport = { numPassedTests: 12, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1, testResults: [] }

test('the figures of Vitest are taken from its report', () => {
  expect(totalsOfVitest(vitestReport)).toEqual({ passed: 12, failed: 1, skipped: 3 })
})

test('a test file that cannot be loaded counts as one failure', () => {
  const report = { ...vitestReport, testResults: [{ status: 'failed', assertionResults: [] }] }
  expect(totalsOfVitest(report).failed).toBe(2)
})

test('a browser test that needed a second try has passed, an error outside of the tests has not', () => {
  const report = { stats: { expected: 3, unexpected: 1, flaky: 1, skipped: 2 }, errors: [{}] }
  expect(totalsOfPlaywright(report)).toEqual({ passed: 4, failed: 2, skipped: 2 })
})

test('the line names the skipped tests only where there are some', () => {
  const sum = sumTotals([
    { passed: 1, failed: 0, skipped: 0 },
    { passed: 2, failed: 0, skipped: 4 },
  ])
  expect(totalsLine(sum)).toBe('3 passed, 0 failed, 4 skipped')
  expect(totalsLine({ ...sum, skipped: 0 })).toBe('3 passed, 0 failed')
})

test.each([
  { name: 'all passed', totals: { passed: 3, failed: 0, skipped: 1 }, codes: [0, 0], code: 0 },
  { name: 'one failed', totals: { passed: 3, failed: 1, skipped: 0 }, codes: [0, 0], code: 1 },
  { name: 'nothing ran', totals: noTotals, codes: [0], code: 1 },
  { name: 'a runner crashed', totals: { passed: 3, failed: 0, skipped: 0 }, codes: [0, 7], code: 7 },
])('a run where $name ends with $code', ({ totals, codes, code }) => {
  expect(exitCodeOf(totals, codes)).toBe(code)
})
