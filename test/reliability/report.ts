import { execFileSync } from 'node:child_process'
import type { Findings } from './audit.ts'

/** One line of a harness: how much was tried and what went wrong. */
export type Report = {
  test: string
  /** Requests that were acknowledged. */
  n: number
  lost: number
  dup: number
  failed: number
  p50: number | null
  p99: number | null
  seed: number
  commit: string
  /** What this harness alone counts. */
  more?: Record<string, unknown>
  /** Why it could not be run. It counts as skipped, never as passed. */
  skipped?: string
}

const rounded = (value: number | undefined): number | null => (value === undefined ? null : Math.round(value * 10) / 10)

/** The value that this share of all values does not exceed. */
export function percentile(values: readonly number[], share: number): number | null {
  const sorted = values.toSorted((a, b) => a - b)
  return rounded(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))])
}

const commitOfSources = (): string => {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], {
      encoding: 'utf8',
      cwd: import.meta.dirname,
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim()
  } catch {
    return 'unknown'
  }
}

export function toReport(
  test: string,
  seed: number,
  {
    findings,
    acknowledged,
    latenciesMs = [],
    more,
  }: {
    findings: Findings & Record<string, number>
    acknowledged: number
    latenciesMs?: readonly number[]
    more?: Record<string, unknown>
  },
): Report {
  const { lost, duplicated, ...others } = findings
  return {
    test,
    n: acknowledged,
    lost,
    dup: duplicated,
    failed: Object.values(others).reduce((sum, count) => sum + count, 0),
    p50: percentile(latenciesMs, 0.5),
    p99: percentile(latenciesMs, 0.99),
    seed,
    commit: commitOfSources(),
    ...(more && { more }),
  }
}

/** A line for a harness that cannot run here. */
export const skippedReport = (test: string, seed: number, reason: string): Report => ({
  test,
  n: 0,
  lost: 0,
  dup: 0,
  failed: 0,
  p50: null,
  p99: null,
  seed,
  commit: commitOfSources(),
  skipped: reason,
})

export const isClean = ({ lost, dup, failed }: Report): boolean => lost + dup + failed === 0
