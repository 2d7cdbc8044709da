import { expect, onTestFinished, test } from 'vitest'
import { createHttpTransport } from '#main/connect/http-transport.ts'
import type { DesktopFacts } from '#main/desktop/desktop-facts.ts'
import { followCreel } from '#main/desktop/follow-creel.ts'
import { runTrayAction } from '#main/desktop/tray-actions.ts'
import type { TrayAction } from '#main/desktop/tray-menu.ts'
import { trayStateOf } from '#main/desktop/tray-state.ts'
import { systemClock } from '#main/host/clock.ts'
import { createClient } from '#shared/contract/client.ts'
import type { RunningService } from '#test/support/service.ts'
import { runService } from '#test/support/service.ts'

const waitOptions = { timeout: 20_000, interval: 50 }

function follow({ controlUrl, token }: RunningService) {
  const address = { url: controlUrl, token }
  const client = createClient(createHttpTransport(address))
  const ending = new AbortController()
  onTestFinished(() => ending.abort())
  const arrivals: { path: string; wasUsed: boolean }[] = []
  let facts: DesktopFacts | null = null
  let isLookedAt = false
  const { looked, ended } = followCreel({
    address,
    client,
    clock: systemClock,
    isLookedAt: () => isLookedAt,
    changed: (now) => (facts = now),
    arrived: ({ path }, before) =>
      arrivals.push({ path, wasUsed: before.sources.some(({ lastRequestAt }) => lastRequestAt !== null) }),
    asked: () => undefined,
    signal: ending.signal,
  })
  const look = (): void => {
    isLookedAt = true
    looked()
  }
  return {
    client,
    arrivals,
    look,
    now: () => facts,
    state: () => facts && trayStateOf(facts),
    end: () => (ending.abort(), ended),
  }
}

test('the tray follows a running Creel: what comes, what is unseen, the pause', async () => {
  await using service = await runService()
  const { url } = await service.firstSource()
  const followed = follow(service)
  await expect.poll(followed.state, waitOptions).toBe('listening')

  await fetch(`${url}/orders`, { method: 'POST' })
  await expect.poll(followed.state, waitOptions).toBe('new')
  expect(followed.now()).toMatchObject({ unseen: 1, lastRequests: [{ path: '/orders' }] })
  expect(followed.arrivals).toEqual([{ path: '/orders', wasUsed: false }])
  followed.look()
  await expect.poll(followed.state, waitOptions).toBe('listening')
  await fetch(url, { method: 'POST' })
  await expect.poll(() => followed.now()?.lastRequests.length, waitOptions).toBe(2)
  expect(followed.now()?.unseen).toBe(0)

  await service.call('receiving.pause', {})
  await expect.poll(followed.state, waitOptions).toBe('paused')
  await followed.end()
})

test('the entries of the menu do what they say', async () => {
  await using service = await runService()
  const { id } = await service.firstSource()
  const did: string[] = []
  const ports = {
    client: service.call,
    copy: (text: string) => did.push(`copy ${text}`),
    open: (route: string) => did.push(`open ${route}`),
    setOpensAtLogin: (isOn: boolean) => did.push(`login ${isOn}`),
    quit: () => did.push('quit'),
  }
  const run = (action: TrayAction) => runTrayAction(action, ports)
  await run({ kind: 'copy', text: 'x' })
  await run({ kind: 'open', route: '#/settings' })
  await run({ kind: 'open-at-login', isOn: true })
  await run({ kind: 'quit' })
  expect(did).toEqual(['copy x', 'open #/settings', 'login true', 'quit'])

  await run({ kind: 'send-test', sourceId: id })
  await expect.poll(async () => (await service.call('requests.list', {})).items.length, waitOptions).toBe(1)
  const pauseOf = async () => (await service.call('status.get', {})).receiver.pause
  await run({ kind: 'pause', minutes: 15 })
  expect(await pauseOf()).toMatchObject({ until: expect.any(String) })
  await run({ kind: 'resume' })
  expect(await pauseOf()).toBeNull()
  await expect(run({ kind: 'stop-tunnel', id: 'tun_00000000000000000000000000' })).rejects.toThrow(
    'No tunnel has the id',
  )
})
