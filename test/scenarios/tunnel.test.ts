import { expect, onTestFinished, test } from 'vitest'
import type { RunningService } from '#test/support/service.ts'
import { runService } from '#test/support/service.ts'
import { temporaryFolder } from '#test/support/temporary-folder.ts'
import { startTunnelRelay } from '#test/support/tunnel-relay.ts'

const state = async (creel: RunningService) => (await creel.call('tunnels.list', {})).items[0]?.state
const waitOptions = { timeout: 15_000, interval: 50 }

test('a source gets a public address when a tunnel is asked for, and loses it when it is stopped', async () => {
  const relay = await startTunnelRelay()
  onTestFinished(relay.stop)
  await using creel = await runService({ tunnelHost: relay.url })
  const { id } = await creel.firstSource()
  expect(await creel.call('sources.get', { id })).toMatchObject({ publicUrl: null })

  const tunnel = await creel.call('tunnels.start', {})
  expect(await creel.call('tunnels.start', {})).toMatchObject({ id: tunnel.id })
  await expect.poll(async () => (await state(creel))?.kind, waitOptions).toBe('public')
  const { publicUrl } = await creel.call('sources.get', { id })
  const answer = await fetch(publicUrl ?? '', { method: 'POST', body: 'through the tunnel' })
  expect(answer.status).toBe(200)
  await expect.poll(async () => (await creel.call('requests.list', {})).items.length, waitOptions).toBe(1)

  await creel.call('tunnels.stop', { id: tunnel.id })
  expect(await creel.call('sources.get', { id })).toMatchObject({ publicUrl: null })
  const [address] = (await creel.call('tunnels.addresses', {})).items
  expect(address).toMatchObject({ driver: 'localtunnel', endedAt: expect.any(String) })
  await expect(creel.call('tunnels.stop', { id: tunnel.id })).rejects.toMatchObject({ code: 'tunnel-not-found' })
})

test('nothing but sources and the health check can be reached through the tunnel', async () => {
  const relay = await startTunnelRelay()
  onTestFinished(relay.stop)
  await using creel = await runService({ tunnelHost: relay.url })
  await creel.call('tunnels.start', {})
  await expect.poll(async () => (await state(creel))?.kind, waitOptions).toBe('public')
  const current = await state(creel)
  const url = current?.kind === 'public' ? current.url : ''
  const statuses = await Promise.all(
    ['/', '/api/v1/requests', '/openapi.json', '/docs', '/assets/x.js'].map(
      async (path) => (await fetch(url + path)).status,
    ),
  )
  expect(statuses).toEqual([404, 404, 404, 404, 404])
})

test('an allow-list sees who sends through the tunnel, whatever the sender writes', async () => {
  const relay = await startTunnelRelay()
  onTestFinished(relay.stop)
  await using creel = await runService({ tunnelHost: relay.url })
  const { id } = await creel.firstSource()
  await creel.call('tunnels.start', {})
  await expect.poll(async () => (await state(creel))?.kind, waitOptions).toBe('public')
  const { publicUrl } = await creel.call('sources.get', { id })
  const send = async (allowedIps: string[]) => {
    await creel.call('sources.update', { id, allowedIps })
    const headers = { 'X-Forwarded-For': '198.51.100.1' }
    return (await fetch(publicUrl ?? '', { method: 'POST', body: 'x', headers })).status
  }
  expect(await send(['203.0.113.0/24'])).toBe(200)
  expect(await send(['198.51.100.0/24'])).toBe(403)
  expect(await send(['127.0.0.0/8'])).toBe(403)
  expect(await send(['github'])).toBe(403)
})

test('another public address raises an alarm until somebody takes note of it', async () => {
  const relay = await startTunnelRelay()
  await using creel = await runService({ tunnelHost: relay.url })
  const { id } = await creel.firstSource()
  const change = async () => (await creel.call('status.get', {})).addressChange
  const publicUrl = async () => (await creel.call('sources.get', { id })).publicUrl
  await creel.call('tunnels.start', {})
  await expect.poll(publicUrl, waitOptions).not.toBeNull()
  const from = new URL((await publicUrl()) ?? '').origin
  expect(await change()).toBeNull()

  await relay.stop()
  const again = await startTunnelRelay(relay.port)
  onTestFinished(again.stop)
  await expect.poll(change, { ...waitOptions, timeout: 30_000 }).toMatchObject({ from })
  const to = new URL((await publicUrl()) ?? '').origin
  expect(await change()).toMatchObject({ from, to })
  await creel.call('tunnels.acknowledge', {})
  expect(await change()).toBeNull()

  const { items } = await creel.call('tunnels.addresses', {})
  expect(items.map(({ url }) => url)).toEqual([to, from])
}, 60_000)

test('the last name is asked for again, after a restart of Creel too', async () => {
  using home = temporaryFolder()
  const relay = await startTunnelRelay()
  onTestFinished(relay.stop)
  for (const _ of ['first', 'second']) {
    await using creel = await runService({ home: home.path, tunnelHost: relay.url })
    await creel.call('tunnels.start', {})
    await expect.poll(async () => (await state(creel))?.kind, waitOptions).toBe('public')
    await expect
      .poll(async () => (await creel.call('tunnels.addresses', {})).items.length, waitOptions)
      .toBeGreaterThan(0)
  }
  expect(relay.asked).toEqual([expect.stringMatching(/^[a-z0-9]{10}$/)])
}, 60_000)

test.each([
  ['is being opened', { status: 404 }, 'connecting'],
  ['is open', null, 'public'],
])(
  'a tunnel that is stopped while it %s leaves no socket',
  async (_when, refuse, kind) => {
    const relay = await startTunnelRelay()
    onTestFinished(relay.stop)
    relay.refuse = refuse
    await using creel = await runService({ tunnelHost: relay.url })
    const { id } = await creel.call('tunnels.start', {})
    await expect.poll(async () => (await state(creel))?.kind, waitOptions).toBe(kind)
    await expect.poll(() => relay.openSockets(), waitOptions).toBeGreaterThan(0)
    await creel.call('tunnels.stop', { id })
    await expect.poll(() => relay.openSockets(), waitOptions).toBe(0)
    expect(await creel.call('tunnels.list', {})).toMatchObject({ items: [] })
  },
  60_000,
)
