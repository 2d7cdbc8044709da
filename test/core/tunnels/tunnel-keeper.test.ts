import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import type { TunnelState } from '#shared/model/tunnel.ts'
import type { ProbeTunnel, TunnelDriver } from '#main/core/tunnels/tunnel-driver.ts'
import { createTunnelKeeper } from '#main/core/tunnels/tunnel-keeper.ts'
import { falseClock } from '#test/support/false-clock.ts'
import { silentLog } from '#test/support/log.ts'

const proven: ProbeTunnel = async () => ({ kind: 'proven', latencyMs: 1 })
const unanswered: ProbeTunnel = (_, signal) =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve({ kind: 'failed', problem: 'gone' })))

/** A keeper whose tunnels open, and are lost when `lose` says so. */
function keeperOf(probe: ProbeTunnel, { isLostAtOnce }: { isLostAtOnce: boolean }) {
  const clock = falseClock()
  const states: { kind: TunnelState['kind']; atMs: number }[] = []
  let opens = 0
  let lose = (): void => undefined
  const driver: TunnelDriver = {
    name: 'lent',
    notice: '',
    async open() {
      await nextTurn()
      opens += 1
      const lost = Promise.withResolvers<string>()
      lose = () => lost.resolve('The relay closed the tunnel.')
      if (isLostAtOnce) lose()
      return { url: 'https://otter.example', name: 'otter', lost: lost.promise, close: async () => lose() }
    },
  }
  const keeper = createTunnelKeeper({
    driver,
    probe,
    clock,
    log: silentLog,
    localPort: () => 1,
    lastName: async () => null,
    changed: (state) => states.push({ kind: state.kind, atMs: clock.now() }),
  })
  onTestFinished(() => keeper.stop())
  keeper.start()
  /** Lets time pass, and all that follows from it happen. */
  const pass = async (ms: number): Promise<void> => {
    clock.advance(ms)
    for (let turn = 0; turn < 20; turn += 1) await nextTurn()
  }
  return { pass, opens: () => opens, lose: () => lose(), states }
}

test('a relay that loses every tunnel at once is asked again after a wait that grows', async () => {
  const { pass, opens } = keeperOf(unanswered, { isLostAtOnce: true })
  await pass(0)
  expect(opens()).toBe(1)
  await pass(500)
  expect(opens()).toBe(2)
  await pass(500)
  expect(opens()).toBe(2)
  await pass(500)
  expect(opens()).toBe(3)
})

test('a tunnel that was proven is opened again at once', async () => {
  const { pass, opens, lose } = keeperOf(proven, { isLostAtOnce: false })
  await pass(0)
  lose()
  await pass(0)
  expect(opens()).toBe(2)
})

/** Proves the tunnel until `fails`; from then on does what `how` says. */
function probeThat(how: ProbeTunnel) {
  let isProven = true
  const probe: ProbeTunnel = (url, signal) => (isProven ? proven(url, signal) : how(url, signal))
  return { probe, fail: () => void (isProven = false) }
}

const never: ProbeTunnel = () => new Promise(() => undefined)
const refused: ProbeTunnel = async () => ({ kind: 'failed', problem: 'Not from this computer.' })

test.each<[string, ProbeTunnel]>([
  ['fails', refused],
  ['is not answered', unanswered],
  ['says nothing at all', never],
])('a tunnel is not said to be public once its probe %s: 30 s later it has long been taken back', async (_how, how) => {
  const { probe, fail } = probeThat(how)
  const { pass, states } = keeperOf(probe, { isLostAtOnce: false })
  await pass(0)
  await pass(10_000)
  expect(states.at(-1)?.kind).toBe('public')
  fail()
  const failedAtMs = 10_000
  for (let second = 0; second < 90; second += 1) await pass(1_000)
  const saidPublic = states.filter(({ kind }) => kind === 'public').map(({ atMs }) => atMs)
  expect(Math.max(...saidPublic)).toBeLessThanOrEqual(failedAtMs)
  const takenBack = states.find(({ kind, atMs }) => kind !== 'public' && atMs > failedAtMs)
  expect(takenBack?.atMs).toBeLessThanOrEqual(failedAtMs + 20_000)
})
