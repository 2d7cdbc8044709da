import { expect, test } from 'vitest'
import type { Tunnel } from '#shared/model/tunnel.ts'
import { tunnelWords } from '#renderer/parts/tunnel-words.ts'

const at = '2026-11-23T10:00:00.000Z'
const state = { kind: 'public', url: 'https://otter.example', since: at, provenAt: at, latencyMs: 38.4 } as const
const tunnel: Tunnel = { id: 'tun_00000000000000000000000000', driver: 'localtunnel', notice: '', state }

test('a tunnel that is proven is public', () => {
  expect(tunnelWords(tunnel)).toMatchObject({ reach: 'Public', status: 'Public at otter.example, 38 ms' })
})

test('nothing is said to be public while Creel does not answer', () => {
  expect(JSON.stringify(tunnelWords(tunnel, false))).not.toContain('Public')
})
