import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { CallOf } from '#shared/contract/operations.ts'
import { runService } from '#test/support/service.ts'

const wanted = { name: 'Orders', url: 'https://hooks.example.com/orders', events: ['task.*'] }

test('a webhook is made with a secret that is shown once, changed, deleted, restored and purged', async () => {
  await using creel = await runService()
  const made = await creel.call('webhooks.create', wanted)
  expect(made.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
  const { id } = made
  const shown = await creel.call('webhooks.get', { id })
  expect(shown).not.toHaveProperty('secret')
  expect(shown).toMatchObject({
    ...wanted,
    status: 'active',
    signatures: [{ profile: 'standard' }, { profile: 'taskflow' }],
    timeoutMs: 15_000,
    secrets: [{ state: 'current', endsAt: null, hint: `whsec_…${made.secret?.slice(-4)}` }],
    successRate: null,
  })

  expect(await creel.call('webhooks.update', { id, timeoutMs: 5000 })).toMatchObject({ ...wanted, timeoutMs: 5000 })
  await creel.call('webhooks.delete', { id })
  expect((await creel.call('webhooks.list', {})).items).toEqual([])
  expect((await creel.call('webhooks.list', { deleted: true })).items).toMatchObject([{ id }])
  await expect(creel.call('webhooks.update', { id, timeoutMs: 6000 })).rejects.toMatchObject({
    code: 'webhook-not-found',
  })
  expect(await creel.call('webhooks.restore', { id })).toMatchObject({ deletedAt: null, status: 'active' })
  await creel.call('webhooks.delete', { id, purge: true })
  await expect(creel.call('webhooks.get', { id })).rejects.toMatchObject({ code: 'webhook-not-found' })
})

test('a list of webhooks is filtered by event, status and text, and comes in pages', async () => {
  await using creel = await runService()
  await creel.call('webhooks.create', { ...wanted, name: 'Tasks', enabled: false })
  await creel.call('webhooks.create', { ...wanted, name: 'All', events: ['*'], url: 'https://other.example.com/' })
  await creel.call('webhooks.create', { ...wanted, name: 'Users', events: ['user.created', 'system.*'] })
  const names = async (filter: CallOf<'webhooks.list'>): Promise<string[]> =>
    (await creel.call('webhooks.list', filter)).items.map(({ name }) => name)
  expect(await names({ event: 'task.created' })).toEqual(['Tasks', 'All'])
  expect(await names({ event: 'system.delivery_dead' })).toEqual(['Users'])
  expect(await names({ status: 'disabled' })).toEqual(['Tasks'])
  expect(await names({ q: 'OTHER.example' })).toEqual(['All'])
  const first = await creel.call('webhooks.list', { limit: 2 })
  expect(first.items.map(({ name }) => name)).toEqual(['Tasks', 'All'])
  const second = await creel.call('webhooks.list', { limit: 2, cursor: first.nextCursor ?? '' })
  expect(second).toMatchObject({ items: [{ name: 'Users' }], nextCursor: null })
})

test.each<[string, object, string]>([
  ['a URL of another scheme', { url: 'ftp://example.com/' }, 'url'],
  ['a URL that is none', { url: 'example.com' }, 'url'],
  ['credentials in the URL', { url: 'https://me:secret@example.com/' }, 'url'],
  ['a user name in the URL', { url: 'https://me@example.com/' }, 'url'],
  ['no events', { events: [] }, 'events'],
  ['a pattern that is none', { events: ['task.**'] }, 'events.0'],
  ['a line break in a header', { headers: [{ name: 'X-One', value: 'a\r\nX-Two: b' }] }, 'headers.0.value'],
  ['a header without a name', { headers: [{ name: 'X One', value: 'a' }] }, 'headers.0.name'],
  ['a header of the connection', { headers: [{ name: 'Transfer-Encoding', value: 'chunked' }] }, 'headers.0.name'],
  ['a header of the signature', { headers: [{ name: 'Webhook-Signature', value: 'v1,x' }] }, 'headers.0.name'],
  [
    'a secret header without its value',
    { headers: [{ name: 'X-Key', value: null, isSecret: true }] },
    'headers.0.value',
  ],
  ['a password that was never given', { auth: { kind: 'basic', username: 'me', secret: null } }, 'auth.secret'],
  [
    'a pattern that does not compile',
    { condition: { combinator: 'and', rules: [{ field: 'data.title', operator: 'matches', value: '(' }] } },
    'condition.rules.0.value',
  ],
  ['a time-out of no time', { timeoutMs: 10 }, 'timeoutMs'],
])('%s is refused by field', async (_, change, path) => {
  await using creel = await runService()
  await expect(creel.call('webhooks.create', { ...wanted, ...change } as typeof wanted)).rejects.toMatchObject({
    code: 'bad-input',
    errors: [{ path }],
  })
})

test('a secret that cannot sign by the chosen profile is refused, and the control port is no target', async () => {
  await using creel = await runService()
  await expect(creel.call('webhooks.create', { ...wanted, secret: 'only text' })).rejects.toMatchObject({
    code: 'bad-secret',
  })
  const plain = await creel.call('webhooks.create', { ...wanted, preset: 'taskflow', secret: 'only text' })
  expect(plain).toMatchObject({ secret: null, envelope: 'taskflow', timeoutMs: 5000, dailyQuota: 1000 })
  await expect(
    creel.call('webhooks.update', { id: plain.id, signatures: [{ profile: 'standard' }] }),
  ).rejects.toMatchObject({ code: 'bad-secret' })
  await expect(creel.call('webhooks.create', { ...wanted, url: `${creel.controlUrl}/x` })).rejects.toMatchObject({
    errors: [{ path: 'url' }],
  })
})

test('secret values are kept encrypted, never shown, and stay through a change that does not name them', async () => {
  const home = mkdtempSync(join(tmpdir(), 'creel-webhooks-'))
  {
    await using creel = await runService({ home })
    const { id } = await creel.call('webhooks.create', {
      ...wanted,
      secret: `whsec_${Buffer.from('visible-signing-secret-0123456789').toString('base64')}`,
      headers: [
        { name: 'X-Plain', value: 'plain' },
        { name: 'X-Key', value: 'visible-header-secret', isSecret: true },
      ],
      auth: { kind: 'bearer', secret: 'visible-token' },
    })
    const masked = {
      headers: [
        { name: 'X-Plain', value: 'plain', isSecret: false },
        { name: 'X-Key', value: null, isSecret: true },
      ],
      auth: { kind: 'bearer', secret: null },
    }
    const shown = await creel.call('webhooks.get', { id })
    expect(shown).toMatchObject(masked)
    // As the form sends back what it was given.
    expect(
      await creel.call('webhooks.update', { id, headers: shown.headers, auth: shown.auth, name: 'Again' }),
    ).toMatchObject(masked)
    await expect(
      creel.call('webhooks.update', { id, auth: { kind: 'basic', username: 'me', secret: null } }),
    ).rejects.toMatchObject({ errors: [{ path: 'auth.secret' }] })
  }
  const files = readdirSync(home).filter((name) => name.startsWith('creel.db'))
  const bytes = Buffer.concat(files.map((name) => readFileSync(join(home, name)))).toString('latin1')
  expect(bytes).toContain('X-Plain')
  expect(bytes).not.toMatch(/visible-|dmlzaWJsZS1zaWduaW5n/)
  rmSync(home, { recursive: true })
})

test('a rotation is cancelled before or after it began, and then as if it had never been', async () => {
  await using creel = await runService()
  const { id } = await creel.call('webhooks.create', {
    name: 'Orders',
    url: 'https://example.com/hooks',
    events: ['*'],
  })
  const shown = async () => (await creel.call('webhooks.get', { id })).secrets.filter(({ state }) => state !== 'ended')
  const [first] = await shown()
  await creel.call('webhooks.rotateSecret', { id })
  expect((await shown()).map(({ state }) => state)).toEqual(['current', 'previous'])
  await creel.call('webhooks.cancelRotation', { id })
  expect(await shown()).toEqual([first])
  const startsAt = new Date(Date.now() + 3_600_000).toISOString()
  await creel.call('webhooks.rotateSecret', { id, startsAt })
  expect((await shown()).map(({ state }) => state)).toEqual(['next', 'current'])
  await creel.call('webhooks.cancelRotation', { id })
  expect(await shown()).toEqual([first])
  await expect(creel.call('webhooks.cancelRotation', { id })).rejects.toMatchObject({ code: 'conflict' })
})

test('a rotation lets both secrets sign until it ends, by itself or by hand', async () => {
  await using creel = await runService()
  const { id } = await creel.call('webhooks.create', wanted)
  const states = async (): Promise<string[]> =>
    (await creel.call('webhooks.get', { id })).secrets.map(({ state }) => state)

  const rotated = await creel.call('webhooks.rotateSecret', { id, overlapMs: 3_600_000 })
  expect(rotated.secret).toMatch(/^whsec_/)
  expect(rotated.secrets).toMatchObject([
    { state: 'current', endsAt: null },
    { state: 'previous', endsAt: expect.any(String) as string },
  ])
  await expect(creel.call('webhooks.rotateSecret', { id })).rejects.toMatchObject({ code: 'conflict' })
  await creel.call('webhooks.finalizeRotation', { id })
  expect(await states()).toEqual(['current', 'ended'])
  await expect(creel.call('webhooks.finalizeRotation', { id })).rejects.toMatchObject({ code: 'conflict' })

  const byHand = await creel.call('webhooks.rotateSecret', { id, finalize: 'by-hand' })
  expect(byHand.secrets[1]).toMatchObject({ state: 'previous', endsAt: null })
  await creel.call('webhooks.finalizeRotation', { id })

  const startsAt = new Date(Date.now() + 86_400_000).toISOString()
  await creel.call('webhooks.rotateSecret', { id, startsAt })
  expect(await states()).toEqual(['next', 'current', 'ended', 'ended'])
  await creel.call('webhooks.finalizeRotation', { id })
  expect(await states()).toEqual(['current', 'ended', 'ended', 'ended'])
})

test('a webhook is paused, disabled and lets send again, and says why and since when', async () => {
  await using creel = await runService()
  const { id } = await creel.call('webhooks.create', wanted)
  expect(await creel.call('webhooks.pause', { id, reason: 'Their deploy' })).toMatchObject({
    status: 'paused',
    statusReason: 'Their deploy',
  })
  expect(await creel.call('webhooks.resume', { id })).toMatchObject({ status: 'active', statusReason: null })
  expect(await creel.call('webhooks.update', { id, enabled: false })).toMatchObject({ status: 'disabled' })
  expect(await creel.call('webhooks.update', { id, enabled: true })).toMatchObject({ status: 'active' })
})
