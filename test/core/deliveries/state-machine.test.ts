import { expect, test } from 'vitest'
import { anyOrder } from '#test/reliability/any-order.ts'
import { chosenSeed } from '#test/reliability/seeded-random.ts'

test(
  'whatever people, targets and restarts do, each delivery ends once, and none is lost',
  { timeout: 600_000 },
  async () => {
    const report = await anyOrder({ runs: 300, seed: chosenSeed() })
    expect(report).toMatchObject({ failed: 0, lost: 0, dup: 0 })
    expect(report.n).toBeGreaterThan(1_000)
  },
)

test('the known-bad twin that loses what is held is caught', { timeout: 120_000 }, async () => {
  const report = await anyOrder({ runs: 300, seed: chosenSeed(), twin: 'loses-what-is-held' })
  expect(report).toMatchObject({ failed: 1 })
})
