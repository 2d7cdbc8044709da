/** How many tests ended how. */
export type Totals = { passed: number; failed: number; skipped: number }

/** What Vitest's JSON report says, as far as we read it. */
export type VitestReport = {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
  testResults: { status: string; assertionResults: unknown[] }[]
}

/** What Playwright's JSON report says, as far as we read it. */
export type PlaywrightReport = {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number }
  errors: unknown[]
}

export const noTotals: Totals = { passed: 0, failed: 0, skipped: 0 }

/** The figures of Vitest. A file that could not even be loaded has no test to fail, so it counts as one failure. */
export function totalsOfVitest(report: VitestReport): Totals {
  const unloaded = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  )
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloaded.length,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}

/** The figures of Playwright. An error outside of every test counts as one failure. */
export function totalsOfPlaywright({ stats, errors }: PlaywrightReport): Totals {
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
    skipped: stats.skipped,
  }
}

/** All totals as one. */
export const sumTotals = (all: readonly Totals[]): Totals =>
  all.reduce(
    (sum, one) => ({
      passed: sum.passed + one.passed,
      failed: sum.failed + one.failed,
      skipped: sum.skipped + one.skipped,
    }),
    noTotals,
  )

/** The last line of a test run: `12 passed, 0 failed`, and `, 3 skipped` where some were. */
export const totalsLine = ({ passed, failed, skipped }: Totals): string =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`

/** The exit code of a test run: a run in which nothing ran has not succeeded. */
export function exitCodeOf(totals: Totals, codes: readonly number[]): number {
  if (totals.failed > 0 || totals.passed === 0) return 1
  return codes.find((code) => code !== 0) ?? 0
}
