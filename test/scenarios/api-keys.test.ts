import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { defaultWorkspaceId } from '#shared/model/id.ts'
import type { RunningService } from '#test/support/service.ts'
import { runService } from '#test/support/service.ts'
import { virtualApp } from '#test/support/virtual-app.ts'

type Answer = { status: number; body: Record<string, unknown> }

async function ask(
  creel: RunningService,
  token: string,
  method: string,
  path: string,
  body?: unknown,
): Promise<Answer> {
  const response = await creel.fetch(path, {
    method,
    headers: { authorization: `Bearer ${token}` },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>) }
}

const webhook = { name: 'Partner', url: 'https://partner.example.com/hooks', events: ['*'] }

test('a key is shown once, opens what its role allows, and lies on disk only as a hash', async () => {
  await using creel = await runService()
  const { token, ...made } = await creel.call('apiKeys.create', { name: 'CI', role: 'editor' })
  expect(made).toMatchObject({
    name: 'CI',
    role: 'editor',
    scopes: null,
    state: 'active',
    useCount: 0,
    expiresAt: null,
  })
  expect(token.endsWith(made.hint)).toBe(true)
  expect((await ask(creel, token, 'GET', '/api/v1/webhooks')).status).toBe(200)
  expect((await ask(creel, token, 'GET', '/openapi.json')).status).toBe(200)
  expect((await ask(creel, token, 'POST', '/api/v1/views', { name: 'Mine', q: 'method:POST' })).status).toBe(201)
  expect(await ask(creel, token, 'POST', '/api/v1/webhooks', webhook)).toMatchObject({
    status: 403,
    body: { code: 'forbidden', detail: 'This needs the role admin; this key has the role editor.' },
  })
  expect((await ask(creel, token, 'GET', '/api/v1/nothing')).status).toBe(404)
  expect(await ask(creel, token, 'GET', '/api/v1/session')).toMatchObject({
    body: { id: null, apiKeyId: made.id, role: 'editor', workspaceId: defaultWorkspaceId },
  })
  expect(await creel.call('apiKeys.get', { id: made.id })).toMatchObject({
    useCount: 4,
    lastUse: 'GET /api/v1/session',
  })
  expect(JSON.stringify(await creel.call('apiKeys.list', {}))).not.toContain(token)
  const files = ['creel.db', 'creel.db-wal'].map((name) => readFileSync(join(creel.home, name)).toString('latin1'))
  expect(files.join('')).not.toContain(token.slice(14))
})

test('what a key was used for outlives a restart', async () => {
  await using folder = await runService()
  const { home } = folder
  const { id, token } = await folder.call('apiKeys.create', { name: 'CI', role: 'viewer' })
  await ask(folder, token, 'GET', '/api/v1/status')
  await folder.stop()
  await using again = await runService({ home })
  expect(await again.call('apiKeys.get', { id })).toMatchObject({ useCount: 1, lastUse: 'GET /api/v1/status' })
  expect((await ask(again, token, 'GET', '/api/v1/status')).status).toBe(200)
})

test('scopes limit a key to parts of what its role may', async () => {
  await using creel = await runService()
  const { token } = await creel.call('apiKeys.create', {
    name: 'Job',
    role: 'editor',
    scopes: ['requests:read', 'events:publish'],
  })
  const status = async (method: string, path: string, body?: unknown): Promise<number> =>
    (await ask(creel, token, method, path, body)).status
  expect(await status('GET', '/api/v1/requests')).toBe(200)
  expect(await status('POST', '/api/v1/events', { type: 'order.paid' })).toBe(201)
  expect(await status('GET', '/api/v1/events')).toBe(403)
  expect(await status('GET', '/api/v1/webhooks')).toBe(403)
  expect(await status('GET', '/api/v1/feed')).toBe(403)
  const unknown = { name: 'Job', role: 'editor' as const, scopes: ['request:read'] }
  await expect(creel.call('apiKeys.create', unknown)).rejects.toMatchObject({
    code: 'bad-input',
    errors: [{ path: 'scopes' }],
  })
})

test('nobody hands out more than they have', async () => {
  await using creel = await runService()
  const admin = await creel.call('apiKeys.create', { name: 'Admin', role: 'admin' })
  const owner = await creel.call('apiKeys.create', { name: 'Owner', role: 'owner' })
  const limited = await creel.call('apiKeys.create', { name: 'Keys', role: 'admin', scopes: ['apiKeys:write'] })
  const make = (token: string, role: string): Promise<Answer> =>
    ask(creel, token, 'POST', '/api/v1/api-keys', { name: 'New', role })
  expect((await make(admin.token, 'owner')).status).toBe(403)
  expect((await make(admin.token, 'admin')).status).toBe(201)
  expect((await make(limited.token, 'viewer')).status).toBe(403)
  expect((await ask(creel, admin.token, 'POST', `/api/v1/api-keys/${owner.id}/rotate`, {})).status).toBe(403)
  expect((await ask(creel, admin.token, 'DELETE', `/api/v1/api-keys/${owner.id}`)).status).toBe(403)
  expect((await ask(creel, admin.token, 'POST', '/api/v1/session/codes', {})).status).toBe(403)
  expect((await ask(creel, owner.token, 'POST', '/api/v1/session/codes', {})).status).toBe(201)
})

test('only an owner’s key makes triggers run commands, and an editor’s makes no webhooks by way of a file', async () => {
  await using creel = await runService()
  const { token } = await creel.call('apiKeys.create', { name: 'Editor', role: 'editor' })
  const send = (method: string, path: string, body: unknown): Promise<Answer> => ask(creel, token, method, path, body)
  const command = { kind: 'command', program: 'true', arguments: [] } as const
  const trigger = { name: 'Runs', events: ['order.*'], actions: [command], allowsCommands: true }
  expect(await send('POST', '/api/v1/triggers', trigger)).toMatchObject({
    status: 403,
    body: { detail: 'A trigger that runs commands needs the role owner; this key has the role editor.' },
  })
  const { id } = await creel.call('triggers.create', { ...trigger, enabled: false })
  expect((await send('PATCH', `/api/v1/triggers/${id}`, { actions: [command] })).status).toBe(403)
  expect((await send('PATCH', `/api/v1/triggers/${id}`, { enabled: true })).status).toBe(403)
  expect((await send('PATCH', `/api/v1/triggers/${id}`, { enabled: false })).status).toBe(200)
  const text = 'creel: 1\nwebhooks:\n  - name: Orders\n    url: https://example.com/hooks\n'
  expect((await send('POST', '/api/v1/configuration', { text, apply: true })).status).toBe(403)
})

test('a revoked key is refused at once, in words, and can be taken back', async () => {
  await using creel = await runService()
  const { id, token } = await creel.call('apiKeys.create', { name: 'CI', role: 'viewer' })
  await creel.call('apiKeys.revoke', { id })
  expect(await ask(creel, token, 'GET', '/api/v1/status')).toMatchObject({
    status: 401,
    body: { detail: expect.stringContaining('The key “CI” was revoked at') as string },
  })
  expect((await creel.call('apiKeys.list', {})).items).toEqual([])
  expect((await creel.call('apiKeys.list', { revoked: true })).items).toMatchObject([{ id, state: 'revoked' }])
  await creel.call('apiKeys.restore', { id })
  expect((await ask(creel, token, 'GET', '/api/v1/status')).status).toBe(200)
  const cut = await ask(creel, token.slice(0, -1), 'GET', '/api/v1/status')
  expect(cut).toMatchObject({ status: 401, body: { detail: expect.stringContaining('not whole') as string } })
  const other = token.slice(0, 20) + (token[20] === 'a' ? 'b' : 'a') + token.slice(21)
  expect((await ask(creel, other, 'GET', '/api/v1/status')).status).toBe(401)
})

test('a key expires when it is to, and after a rotation both are good for the overlap', async () => {
  await using world = await virtualApp(() => ({ status: 200 }))
  const minuteMs = 60_000
  const old = await world.call('apiKeys.create', { name: 'CI', role: 'admin', expiresInDays: 1 })
  await world.run(20 * minuteMs)
  const next = await world.call('apiKeys.rotate', { id: old.id, overlapHours: 0.5 })
  expect(next).toMatchObject({ name: 'CI', role: 'admin', state: 'active' })
  expect(Date.parse(next.expiresAt ?? '') - Date.parse(next.createdAt)).toBe(24 * 60 * minuteMs)
  await expect(world.call('apiKeys.rotate', { id: old.id })).rejects.toMatchObject({ code: 'conflict' })
  const states = async () => (await world.call('apiKeys.list', {})).items.map(({ state }) => state)
  expect(await states()).toEqual(['replaced', 'active'])
  expect([world.refusal(old.token), world.refusal(next.token)]).toEqual([null, null])
  await world.run(30 * minuteMs)
  const nowRefused = [expect.stringContaining('expired'), null]
  expect(await states()).toEqual(['expired', 'active'])
  expect([world.refusal(old.token), world.refusal(next.token)]).toEqual(nowRefused)
  await world.restart()
  expect([world.refusal(old.token), world.refusal(next.token)]).toEqual(nowRefused)
})

test('a revocation can be taken back for ten minutes only', async () => {
  await using world = await virtualApp(() => ({ status: 200 }))
  const { id } = await world.call('apiKeys.create', { name: 'CI', role: 'admin' })
  await world.call('apiKeys.revoke', { id })
  await world.run(11 * 60_000)
  await expect(world.call('apiKeys.restore', { id })).rejects.toMatchObject({ code: 'conflict' })
})
