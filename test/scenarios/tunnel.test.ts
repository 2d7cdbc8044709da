import { expect, onTestFinished, test } from 'vitest'
import type { RunningService } from '#test/support/service.ts'
import { runService } from '#test/support/service.ts'
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
  await expect.poll(async () => (await creel.call('requests.list', {})).items.length).toBe(1)

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
