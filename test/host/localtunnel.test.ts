import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import type { TunnelState } from '#shared/model/tunnel.ts'
import { answerProbe } from '#main/core/tunnels/probe-answer.ts'
import { createTunnelKeeper } from '#main/core/tunnels/tunnel-keeper.ts'
import { systemClock } from '#main/host/clock.ts'
import { createLocaltunnelDriver } from '#main/host/localtunnel/localtunnel-driver.ts'
import { createProbeTunnel } from '#main/host/probe-tunnel.ts'
import { silentLog } from '#test/support/log.ts'
import { startTunnelRelay } from '#test/support/tunnel-relay.ts'

const key = new Uint8Array(32).fill(7)

async function localApp() {
  const bodies: Buffer[] = []
  const server = createServer((request, response) => void answer(request, response))
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { searchParams, pathname } = new URL(request.url ?? '/', 'http://x')
    if (pathname === '/healthz') {
      response.end(JSON.stringify({ status: 'ok', probe: answerProbe(key, searchParams.get('probe') ?? '') }))
      return
    }
    bodies.push(Buffer.concat((await request.toArray()) as Buffer[]))
    response.end('kept')
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { port: (server.address() as AddressInfo).port, bodies }
}

function keeperOf(relayUrl: string, localPort: number) {
  const states: TunnelState[] = []
  const keeper = createTunnelKeeper({
    driver: createLocaltunnelDriver({
      relay: relayUrl,
      workerFile: new URL('../../src-main/host/localtunnel/tunnel-worker.ts', import.meta.url),
    }),
    probe: createProbeTunnel(key),
    clock: systemClock,
    log: silentLog,
    localPort: () => localPort,
    lastName: async () => null,
    changed: (state) => states.push(state),
  })
  onTestFinished(() => keeper.stop())
  const last = (): TunnelState | undefined => states.at(-1)
  return { keeper, states, last, kind: () => last()?.kind }
}

const waitOptions = { timeout: 15_000, interval: 50 }

test('a tunnel is public when a signed probe came back through it, and bodies pass it byte for byte', async () => {
  const relay = await startTunnelRelay()
  onTestFinished(relay.stop)
  const app = await localApp()
  const { keeper, last, kind } = keeperOf(relay.url, app.port)
  keeper.start()
  await expect.poll(kind, waitOptions).toBe('public')
  const state = last() as TunnelState & { kind: 'public' }
  const body = Buffer.from(Array.from({ length: 4096 }, (_, index) => index % 256))
  const answer = await fetch(`${state.url}/in/x`, { method: 'POST', body })
  expect(await answer.text()).toBe('kept')
  expect(app.bodies[0]?.equals(body)).toBe(true)
})

test('after the relay was restarted the tunnel is public again', async () => {
  const relay = await startTunnelRelay()
  const app = await localApp()
  const { keeper, kind } = keeperOf(relay.url, app.port)
  keeper.start()
  await expect.poll(kind, waitOptions).toBe('public')
  await relay.stop()
  await expect.poll(kind, waitOptions).not.toBe('public')
  const again = await startTunnelRelay(relay.port)
  onTestFinished(again.stop)
  await expect.poll(kind, waitOptions).toBe('public')
})

test('a relay that is not there is said in words, and stopping leaves nothing behind', async () => {
  const { keeper, states } = keeperOf('http://127.0.0.1:9', 1)
  keeper.start()
  await expect
    .poll(() => states.some((state) => state.kind === 'connecting' && state.problem !== null), waitOptions)
    .toBe(true)
  expect(states.findLast((state) => state.kind === 'connecting')?.problem).toContain('cannot be used')
  await keeper.stop()
  const count = states.length
  await expect.poll(() => states.length, { timeout: 1500, interval: 500 }).toBe(count)
})

test('a relay that shows a page of its own is found out', async () => {
  const relay = await startTunnelRelay()
  onTestFinished(relay.stop)
  relay.interstitial = '<!doctype html><title>Tunnel reminder</title>'
  const app = await localApp()
  const { keeper, last, kind } = keeperOf(relay.url, app.port)
  keeper.start()
  await expect.poll(kind, waitOptions).toBe('unreachable')
  expect((last() as TunnelState & { kind: 'unreachable' }).problem).toContain('a page of its own')
})
