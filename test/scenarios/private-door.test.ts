import { expect, test } from 'vitest'
import type { ApiDocument } from '#main/control/openapi-document.ts'
import { attacks, routesUnder, stolenToken, tryAttack } from '#test/support/control-attacks.ts'
import { databaseContent } from '#test/support/database-content.ts'
import { rawRequest, sendRaw, statusOf } from '#test/support/raw-http.ts'
import { runService } from '#test/support/service.ts'

type Running = Awaited<ReturnType<typeof runService>>

const portOf = (url: string): number => Number(new URL(url).port)

/** A Creel that has caught a request, its routes, and all that it keeps. */
async function guarded() {
  const service = await runService({ token: stolenToken })
  const source = await service.firstSource()
  await fetch(source.url, { method: 'POST', body: 'kept' })
  const { paths } = (await (await service.fetch('/openapi.json')).json()) as ApiDocument
  const routes = Object.entries(paths).flatMap(([url, methods]) =>
    Object.entries(methods).map(([method, { security }]) => ({
      url,
      method: method.toUpperCase(),
      isOpen: security?.length === 0,
    })),
  )
  // Once the text of the request is indexed nothing changes by itself any more.
  const found = async () => (await service.call('requests.list', { q: '"kept"' })).items.length
  await expect.poll(found, { timeout: 15_000 }).toBe(1)
  return { ...service, source, routes, before: databaseContent(service.home) }
}

// Every attack on every route: it grows with the contract.
test('no attack on any route of the private listener changes anything that is kept', { timeout: 90_000 }, async () => {
  await using service = await guarded()
  for (const attack of attacks) {
    const tried = routesUnder(attack, service.routes)
    const answers = await Promise.all(tried.map((route) => tryAttack(attack, portOf(service.controlUrl), route)))
    expect(answers.map(statusOf)).toEqual(tried.map(() => attack.refusedWith))
  }
  expect(databaseContent(service.home)).toEqual(service.before)
})

const disguises: ((path: string) => string)[] = [
  (path) => path,
  (path) => path.toUpperCase(),
  (path) => `/${path}`,
  (path) => `//${path}`,
  (path) => `/.${path}`,
  (path) => `/./${path}`,
  (path) => `/in/..${path}`,
  (path) => `/in/%2e%2e${path}`,
  (path) => `/in/..%2f${path.slice(1)}`,
  (path) => `/in/x/../..${path}`,
  (path) => path.replaceAll('/', '%2f'),
  (path) => path.replaceAll('/', '%2F'),
  (path) => path.replaceAll('/', '\\'),
  (path) => path.replaceAll('/', '/%2e/'),
  (path) => path.replaceAll('a', '%61'),
  (path) => `${path}/`,
  (path) => `${path}%00`,
  (path) => `${path};x=1`,
  (path) => `${path}?token=${stolenToken}`,
  (path) => `http://localhost:CONTROL${path}`,
]

const privatePaths = ['/', '/assets/index.js', '/docs', '/openapi.json', '/readyz', '/api/v1/requests', '/api/v1/feed']

test('nothing of the private listener can be reached through the public one', async () => {
  await using service = await guarded()
  const control = portOf(service.controlUrl)
  const ask = async (service: Running, path: string): Promise<number> => {
    const headers = [`Host: localhost:${control}`, `Authorization: Bearer ${stolenToken}`]
    return statusOf(await sendRaw(portOf(service.receiverUrl), rawRequest(`GET ${path}`, headers)))
  }
  for (const path of privatePaths) {
    const disguised = disguises.map((disguise) => disguise(path).replace('CONTROL', String(control)))
    const statuses = await Promise.all(disguised.map((one) => ask(service, one)))
    expect(disguised.filter((_one, index) => ![400, 404].includes(statuses[index] ?? 0))).toEqual([])
  }
  expect(databaseContent(service.home)).toEqual(service.before)
})

test('a tunnel that was led to the private listener by mistake gets nothing', async () => {
  await using service = await guarded()
  const headers = ['Host: quick-fox.loca.lt', `Authorization: Bearer ${stolenToken}`]
  for (const { method, url } of service.routes) {
    const answer = await sendRaw(portOf(service.controlUrl), rawRequest(`${method} ${url}`, headers))
    expect(statusOf(answer)).toBe(421)
  }
})
