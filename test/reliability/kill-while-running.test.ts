import { expect, test } from 'vitest'
import { killWhileRunning } from './kill-while-running.ts'
import { chosenSeed } from './seeded-random.ts'

const timeoutMs = 300_000

test(
  '8 × kill -9 between runs and actions: own data exactly once, deliveries and commands at least once',
  async () => {
    const report = await killWhileRunning({ kills: 8, seed: chosenSeed() })
    console.log(JSON.stringify(report))
    expect(report).toMatchObject({ lost: 0, dup: 0, failed: 0 })
    // How many come to pass between two kills is the machine's to say; without any the rest would say nothing.
    expect(report.more?.['runs']).toBeGreaterThan(8)
  },
  timeoutMs,
)

test(
  'the known-bad twin that acts again after a start is caught',
  async () => {
    const report = await killWhileRunning({ kills: 3, seed: chosenSeed(), runs: 300, commands: 3, twin: 'acts-again' })
    console.log(JSON.stringify(report))
    expect(report.dup).toBeGreaterThan(0)
  },
  timeoutMs,
)
