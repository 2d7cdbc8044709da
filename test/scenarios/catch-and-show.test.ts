import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { runService } from '#test/support/service.ts'

test('a request is on disk when its sender is answered, and is shown as it came', async () => {
  await using creel = await runService()
  const { url, id: sourceId } = await creel.firstSource()
  const waiting = creel.call('requests.wait', {})
  const answer = await fetch(`${url}/orders?id=7`, {
    method: 'PUT',
    body: '{"type":"order.paid"}',
    headers: { 'X-Test': 'Ü' },
  })
  expect(answer.status).toBe(200)
  const row = await waiting
  expect(row).toMatchObject({
    sourceId,
    method: 'PUT',
    path: '/orders?id=7',
    eventType: 'order.paid',
    status: 200,
    unread: true,
  })

  const shown = await creel.call('requests.show', { id: row.id })
  expect(shown.headers).toContainEqual(['X-Test', 'Ü'])
  expect(shown.bodySha256).toMatch(/^[0-9a-f]{64}$/)
  const body = await creel.fetch(`/api/v1/requests/${row.id}/body`)
  expect(await body.text()).toBe('{"type":"order.paid"}')
})

test('GitHub’s signature is checked with the secret of the source, also for what came before the secret', async () => {
  await using creel = await runService()
  const { url, id } = await creel.firstSource()
  const secret = "It's a Secret to Everybody"
  const body = 'Hello, World!'
  const signature = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`
  const headers = {
    'X-GitHub-Event': 'ping',
    'X-GitHub-Delivery': 'd-1',
    'X-Hub-Signature-256': signature,
    'content-type': 'application/json',
  }
  const first = creel.call('requests.wait', {})
  await fetch(url, { method: 'POST', body, headers })
  const early = await first
  expect(early).toMatchObject({ provider: 'github', verification: { state: 'skipped', reason: 'no-secret' } })

  await creel.call('sources.addSecret', { id, secret })
  const second = creel.call('requests.wait', {})
  await fetch(url, { method: 'POST', body, headers })
  expect(await second).toMatchObject({ verification: { state: 'verified' }, duplicateOf: early.id })
  expect((await creel.call('requests.show', { id: early.id })).verification.state).toBe('verified')
})

test('a strict source turns away what is not verified, and keeps it', async () => {
  await using creel = await runService()
  const { url, id } = await creel.firstSource()
  await creel.call('sources.update', { id, provider: 'github', verificationPolicy: 'strict' })
  await creel.call('sources.addSecret', { id, secret: 'a secret of some length' })
  const waiting = creel.call('requests.wait', {})
  const answer = await fetch(url, { method: 'POST', body: '{}', headers: { 'X-Hub-Signature-256': 'sha256=00' } })
  expect(answer.status).toBe(401)
  expect(await waiting).toMatchObject({ state: 'refused', reason: 'not-verified', status: 401 })
})

test('what is searched for is found, what is deleted is gone and can be brought back', async () => {
  await using creel = await runService()
  const { url } = await creel.firstSource()
  for (const word of ['apple', 'pear', 'quince']) {
    const waiting = creel.call('requests.wait', {})
    await fetch(`${url}/${word}`, {
      method: 'POST',
      body: `{"fruit":"${word}"}`,
      headers: { 'content-type': 'application/json' },
    })
    await waiting
  }
  await expect.poll(async () => (await creel.call('requests.list', { q: 'quince' })).items.length).toBe(1)
  expect((await creel.call('requests.list', { q: '$.fruit:pear' })).items).toHaveLength(1)
  expect((await creel.call('requests.list', { q: '!method:GET path:/a*' })).items).toHaveLength(1)

  const { count, undoToken } = await creel.call('requests.deleteMany', { q: 'method:POST' })
  expect(count).toBe(3)
  expect((await creel.call('requests.list', {})).items).toHaveLength(0)
  expect(await creel.call('requests.restore', { undoToken: undoToken ?? '' })).toEqual({ count: 3 })
  expect((await creel.call('requests.list', {})).items).toHaveLength(3)
})

test('a new address takes over at once and the old one answers 410', async () => {
  await using creel = await runService()
  const { url, id } = await creel.firstSource()
  const renewed = await creel.call('sources.newAddress', { id })
  expect((await fetch(url)).status).toBe(410)
  expect((await fetch(renewed.url)).status).toBe(200)
  expect((await fetch(renewed.url.replace(/[^/]+$/, 'unknown'))).status).toBe(404)
})

test('a test request reaches its source like any other', async () => {
  await using creel = await runService()
  const { id } = await creel.firstSource()
  const waiting = creel.call('requests.wait', {})
  expect(await creel.call('sources.sendTest', { id })).toEqual({ status: 200 })
  expect(await waiting).toMatchObject({ sourceId: id, method: 'POST', eventType: 'test' })
})
