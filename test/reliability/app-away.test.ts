import { expect, test } from 'vitest'
import { appAway } from './app-away.ts'
import { chosenSeed } from './seeded-random.ts'

const timeoutMs = 180_000

test.each(['forward', 'relay'] as const)(
  '%s: with the app killed under 20 requests a second nothing is lost and order holds',
  async (mode) => {
    const report = await appAway({ mode, seconds: 3, seed: chosenSeed() })
    console.log(JSON.stringify(report))
    expect(report).toMatchObject({ lost: 0, dup: 0, failed: 0 })
    expect(report.n).toBeGreaterThan(60)
  },
  timeoutMs,
)

test(
  'the known-bad twin that forgets what the app has missed is caught',
  async () => {
    const report = await appAway({ mode: 'forward', seconds: 2, seed: chosenSeed(), twin: 'forgets' })
    console.log(JSON.stringify(report))
    expect(report.lost).toBeGreaterThan(0)
  },
  timeoutMs,
)
