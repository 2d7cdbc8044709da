import { expect, test } from 'vitest'
import { chosenSeed } from './seeded-random.ts'
import { tunnelBodies } from './tunnel-bodies.ts'
import { tunnelRestarts } from './tunnel-restarts.ts'

const timeoutMs = 180_000

test(
  'the tunnel is public again after each of 3 restarts of its server',
  async () => {
    const report = await tunnelRestarts({ restarts: 3, seed: chosenSeed() })
    console.log(JSON.stringify(report))
    // How soon is measured by `npm run test:reliability tunnel-restarts`: here the machine may be busy.
    expect(report).toMatchObject({ n: 3 })
  },
  timeoutMs,
)

test(
  '20 bodies of up to 5 MB come through the tunnel byte for byte',
  async () => {
    const report = await tunnelBodies({ bodies: 20, seed: chosenSeed() })
    console.log(JSON.stringify(report))
    expect(report).toMatchObject({ n: 20, lost: 0, dup: 0, failed: 0 })
  },
  timeoutMs,
)

test(
  'a tunnel that reads bodies as text, a known-bad twin, is caught',
  async () => {
    const report = await tunnelBodies({ bodies: 10, seed: chosenSeed(), twin: 'local-host' })
    console.log(JSON.stringify(report))
    expect(report.lost + report.failed).toBeGreaterThan(0)
  },
  timeoutMs,
)
