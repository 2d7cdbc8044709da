import { expect, test } from 'vitest'
import { killWhileSending } from './kill-while-sending.ts'
import { chosenSeed } from './seeded-random.ts'

const timeoutMs = 300_000

test(
  '20 × kill -9 while it delivers: everything arrives, nothing again after its 2xx was recorded',
  async () => {
    const report = await killWhileSending({ kills: 20, seed: chosenSeed() })
    console.log(JSON.stringify(report))
    expect(report).toMatchObject({ lost: 0, dup: 0, failed: 0 })
    expect(report.n).toBeGreaterThan(500)
  },
  timeoutMs,
)

test(
  'the known-bad twin that forgets what was sent is caught',
  async () => {
    const report = await killWhileSending({ kills: 3, seed: chosenSeed(), twin: 'forgets-what-was-sent' })
    console.log(JSON.stringify(report))
    expect(report.failed).toBeGreaterThan(0)
  },
  timeoutMs,
)
