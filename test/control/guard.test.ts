import { expect, test } from 'vitest'
import { attacks, routesUnder, tryAttack } from '#test/support/control-attacks.ts'
import { localToken, startControl } from '#test/support/control-listener.ts'
import { rawRequest, sendRaw, statusOf } from '#test/support/raw-http.ts'

const token = `Authorization: Bearer ${localToken}`

const openRoutes = [
  'GET /',
  'HEAD /',
  'GET /assets/*',
  'HEAD /assets/*',
  'GET /docs',
  'HEAD /docs',
  'GET /healthz',
  'HEAD /healthz',
  'GET /readyz',
  'HEAD /readyz',
  'POST /api/v1/session',
]

test('exactly the written routes are open', async () => {
  await using control = await startControl()
  const open = control.listener.routes.filter(({ isOpen }) => isOpen).map(({ method, url }) => `${method} ${url}`)
  expect(open.toSorted()).toEqual(openRoutes.toSorted())
})

test.each(attacks)('every route refuses $name and does nothing', async (attack) => {
  await using control = await startControl()
  const routes = [
    ...control.listener.routes,
    { method: 'GET', url: '/api/v1/unknown', isOpen: false },
    { method: 'POST', url: '/', isOpen: false },
    { method: 'PROPFIND', url: '/api/v1/sources', isOpen: false },
    { method: 'OPTIONS', url: '/api/v1/sources', isOpen: false },
  ]
  const tried = routesUnder(attack, routes)
  const answers = await Promise.all(
    tried.map(async ({ method, url }) => {
      const answer = await tryAttack(attack, control.port, { method, url })
      return { route: `${method} ${url}`, status: statusOf(answer), hasCors: /access-control-/i.test(answer) }
    }),
  )
  expect(answers).toEqual(
    tried.map(({ method, url }) => ({ route: `${method} ${url}`, status: attack.refusedWith, hasCors: false })),
  )
  expect(control.calls).toEqual([])
})

test('a target with another host in it does not get around the guard', async () => {
  await using control = await startControl()
  const answer = await sendRaw(
    control.port,
    rawRequest('GET http://evil.test/api/v1/sources', [`Host: localhost:${control.port}`, token]),
  )
  expect(statusOf(answer)).toBe(421)
  expect(control.calls).toEqual([])
})

test('a path that cannot be decoded is refused as a problem', async () => {
  await using control = await startControl()
  const answer = await sendRaw(control.port, rawRequest('GET /api/v1/%zz', [`Host: localhost:${control.port}`]))
  expect(statusOf(answer)).toBe(400)
  expect(answer).toContain('application/problem+json')
})

test.each(['127.0.0.1', 'localhost', '[::1]'])('the name %s, its origin and the token open the door', async (name) => {
  await using control = await startControl()
  const host = `${name}:${control.port}`
  const text = rawRequest('GET /api/v1/sources', [`Host: ${host}`, `Origin: http://${host}`, token])
  expect(statusOf(await sendRaw(control.port, text))).toBe(200)
})

test('a browser enters with a one-time code, and is shut out when its session ends', async () => {
  await using control = await startControl()
  const enter = await fetch(`${control.url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code: 'right' }),
  })
  const { token: session } = (await enter.json()) as { token: string }
  const headers = { authorization: `Bearer ${session}` }
  expect((await control.call('/api/v1/sources', { headers })).status).toBe(200)
  control.sessions.clear()
  expect((await control.call('/api/v1/sources', { headers })).status).toBe(401)
})

test('a wrong code does not let in', async () => {
  await using control = await startControl()
  const answer = await control.call('/api/v1/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code: 'wrong' }),
  })
  expect(answer.status).toBe(401)
  expect(await answer.json()).toMatchObject({ code: 'session-code-invalid' })
})
