import { expect, test } from 'vitest'
import { ioErrors, whyNoFaults } from './io-errors.ts'
import { chosenSeed } from './seeded-random.ts'

const timeoutMs = 120_000

test(
  'when the disk reports errors, nothing is acknowledged whose commit failed',
  async ({ skip }) => {
    skipWithoutFaults(skip)
    const report = await ioErrors({ runs: 3, seed: chosenSeed() })
    console.log(JSON.stringify(report))
    expect(report).toMatchObject({ lost: 0, dup: 0, failed: 0 })
    expect(report.n).toBeGreaterThan(20)
  },
  timeoutMs,
)

test(
  'the known-bad twin reply-despite-error is caught',
  async ({ skip }) => {
    skipWithoutFaults(skip)
    const report = await ioErrors({ runs: 3, seed: chosenSeed(), twin: 'reply-despite-error' })
    console.log(JSON.stringify(report))
    expect(report.lost).toBeGreaterThan(0)
  },
  timeoutMs,
)

function skipWithoutFaults(skip: (reason: string) => never): void {
  const reason = whyNoFaults()
  if (reason !== null) skip(reason)
}
