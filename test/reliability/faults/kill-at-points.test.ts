import { expect, test } from 'vitest'
import { chosenSeed } from '#test/reliability/seeded-random.ts'
import { killAtPoints } from './kill-at-points.ts'

const timeoutMs = 120_000

test(
  'killed when an attempt is recorded, sent or over, it delivers all and repeats no more than was under way',
  async () => {
    const points = ['after-begin-commit', 'after-send', 'after-end-commit'] as const
    const report = await killAtPoints({ points, killsPerPoint: 1, seed: chosenSeed() })
    console.log(JSON.stringify(report))
    expect(report).toMatchObject({ lost: 0, dup: 0, failed: 0 })
    expect(report.n).toBeGreaterThan(0)
  },
  timeoutMs,
)

test(
  'the known-bad twin that gives up what was under way is caught at a single point',
  async () => {
    const wishes = { points: ['after-send'], killsPerPoint: 2, twin: 'forgets-what-was-sent' } as const
    const report = await killAtPoints({ ...wishes, seed: chosenSeed() })
    console.log(JSON.stringify(report))
    expect(report.failed).toBeGreaterThan(0)
  },
  timeoutMs,
)
