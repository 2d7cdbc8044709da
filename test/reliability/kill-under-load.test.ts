import { expect, test } from 'vitest'
import { killUnderLoad } from './kill-under-load.ts'
import { chosenSeed } from './seeded-random.ts'

const timeoutMs = 180_000

test(
  '20 × kill -9 under load: nothing acknowledged is lost, and all of it is routed and counted once',
  async () => {
    const report = await killUnderLoad({ kills: 20, seed: chosenSeed() })
    console.log(JSON.stringify(report))
    expect(report).toMatchObject({ lost: 0, dup: 0, failed: 0 })
    expect(report.n).toBeGreaterThan(1_000)
  },
  timeoutMs,
)

test.each([
  { twin: 'reply-before-commit', endAtFirst: 'lost', caught: { lost: expect.toSatisfy((lost) => lost > 0) } },
  {
    twin: 'forgets-to-route',
    endAtFirst: 'miscounted',
    caught: { lost: 0, failed: expect.toSatisfy((failed) => failed > 0) },
  },
] as const)(
  'the known-bad twin $twin is caught',
  async ({ twin, endAtFirst, caught }) => {
    const report = await killUnderLoad({ kills: 20, seed: chosenSeed(), twin, endAtFirst })
    console.log(JSON.stringify(report))
    expect(report).toMatchObject(caught)
  },
  timeoutMs,
)
