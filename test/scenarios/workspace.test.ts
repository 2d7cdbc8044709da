import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runService } from '#test/support/service.ts'

const enter = (creel: { controlUrl: string }, code: string): Promise<Response> =>
  fetch(`${creel.controlUrl}/api/v1/session`, {
    method: 'POST',
    body: JSON.stringify({ code }),
    headers: { 'content-type': 'application/json' },
  })

const whoIs = (creel: { controlUrl: string }, token: string): Promise<Response> =>
  fetch(`${creel.controlUrl}/api/v1/session`, { headers: { authorization: `Bearer ${token}` } })

test('a browser enters with a code once, stays in after a restart, and can be shut out', async () => {
  const home = mkdtempSync(join(tmpdir(), 'creel-session-'))
  let token = ''
  {
    await using creel = await runService({ home })
    const { code } = await creel.call('session.createCode', {})
    token = ((await (await enter(creel, code)).json()) as { token: string }).token
    expect((await whoIs(creel, token)).status).toBe(200)
    expect((await enter(creel, code)).status).toBe(401)
    expect((await enter(creel, 'made-up')).status).toBe(401)
  }
  await using creel = await runService({ home })
  expect((await whoIs(creel, token)).status).toBe(200)
  const { items } = await creel.call('session.list', {})
  await creel.call('session.revoke', { id: items[0]?.id ?? '' })
  expect((await whoIs(creel, token)).status).toBe(401)
  rmSync(home, { recursive: true })
})

test('a view is saved, renamed and deleted', async () => {
  await using creel = await runService()
  const view = await creel.call('views.create', { name: 'Failures', q: 'sig:bad' })
  expect(await creel.call('views.update', { id: view.id, name: 'Bad signatures' })).toMatchObject({
    name: 'Bad signatures',
    q: 'sig:bad',
  })
  expect((await creel.call('views.list', {})).items).toHaveLength(1)
  await creel.call('views.delete', { id: view.id })
  expect((await creel.call('views.list', {})).items).toHaveLength(0)
  await expect(creel.call('views.delete', { id: view.id })).rejects.toMatchObject({ code: 'view-not-found' })
})

test('changes of one source at the same time are all kept', async () => {
  await using creel = await runService()
  const { id } = await creel.firstSource()
  for (let round = 1; round <= 50; round += 1) {
    const changes = [{ name: `Shop ${round}` }, { rateLimitPerSecond: round }, { toleranceSeconds: 60 + round }]
    await Promise.all(changes.map((change) => creel.call('sources.update', { id, ...change })))
    expect(await creel.call('sources.get', { id })).toMatchObject(Object.assign({}, ...changes) as object)
  }
})

test('a change of settings keeps what it leaves out', async () => {
  await using creel = await runService()
  const { retention } = await creel.call('settings.get', {})
  expect(retention).toEqual({ maxAgeDays: 7, maxRequests: null, maxBytes: 1_000_000_000 })
  await creel.call('settings.update', { retention: { maxRequests: 5000 } })
  expect((await creel.call('settings.get', {})).retention).toEqual({ ...retention, maxRequests: 5000 })
})

test('a change of a source keeps what it leaves out, and a rule that could never work is refused by field', async () => {
  await using creel = await runService()
  const { id } = await creel.firstSource()
  await creel.call('sources.update', { id, name: 'payments', toleranceSeconds: 60 })
  expect(await creel.call('sources.update', { id, provider: 'stripe' })).toMatchObject({
    name: 'payments',
    toleranceSeconds: 60,
    provider: 'stripe',
  })
  const badRule = {
    when: { combinator: 'and', rules: [{ field: 'body.type', operator: 'matches', value: '(' }] },
    answer: {},
  } as const
  await expect(creel.call('sources.update', { id, answerRules: [badRule] })).rejects.toMatchObject({
    code: 'bad-input',
    errors: [{ path: 'answerRules.0.when.rules.0.value' }],
  })
})

test('a deleted source answers 410, and comes back under its address', async () => {
  await using creel = await runService()
  const { id, url } = await creel.firstSource()
  await creel.call('sources.delete', { id })
  expect((await fetch(url)).status).toBe(410)
  expect((await creel.call('sources.list', {})).items).toHaveLength(0)
  expect((await creel.call('sources.list', { deleted: true })).items).toHaveLength(1)
  await creel.call('sources.restore', { id })
  expect((await fetch(url)).status).toBe(200)
})
