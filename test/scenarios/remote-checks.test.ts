import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { VerificationPolicy } from '#shared/model/source.ts'
import { askRaw } from '#test/support/raw-answer.ts'
import type { RunningService } from '#test/support/service.ts'
import { runService } from '#test/support/service.ts'
import { temporaryFolder } from '#test/support/temporary-folder.ts'

type Asked = { authorization: string | undefined; token: string | null }

let creel: RunningService
let asked: Asked[] = []
/** How the authorisation server answers; null: not at all. */
let answer: { status: number; body: unknown } | 'late' | null = null

const server = createServer((request, response) => {
  let text = ''
  request.on('data', (piece: Buffer) => (text += piece.toString()))
  request.on('end', () => {
    asked.push({ authorization: request.headers.authorization, token: new URLSearchParams(text).get('token') })
    if (answer === 'late') return
    if (answer === null) return request.socket.destroy()
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body))
  })
})

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  creel = await runService()
})
afterAll(async () => {
  await creel[Symbol.asyncDispose]()
  server.close()
  server.closeAllConnections()
})
beforeEach(() => {
  asked = []
})

async function sourceOf(verificationPolicy: VerificationPolicy) {
  const { id, url } = await creel.call('sources.create', {
    name: 'introspected',
    provider: 'introspection',
    verificationPolicy,
  })
  const { port } = server.address() as AddressInfo
  const secret = `http://s6BhdRkqt3:7Fj%2Ffp0@127.0.0.1:${port}/introspect`
  await creel.call('sources.addSecret', { id, name: '', secret })
  const send = (token: string) =>
    askRaw(url, 'POST', [`Authorization: Bearer ${token}`, 'Content-Type: application/json'], '{"type":"paid"}')
  const newest = async () => (await creel.call('requests.list', { sourceId: id })).items[0]
  return { id, send, newest }
}

// The examples of RFC 7662, sections 2.1 and 2.2.
const active = { status: 200, body: { active: true, client_id: 'l238j323ds-23ij4', username: 'jdoe', scope: 'read' } }
const inactive = { status: 200, body: { active: false } }

describe('a soft source', () => {
  test('answers at once, and routes the request when the authorisation server has spoken', async () => {
    answer = active
    const { id, send, newest } = await sourceOf('soft')
    const arrived = creel.call('requests.wait', { sourceId: id, timeoutSeconds: 5 })
    expect(await send('mF_9.B5f-4.1JqM')).toMatchObject({ status: 200 })
    await arrived
    expect(await newest()).toMatchObject({ verification: { state: 'verified' }, eventType: 'paid' })
    expect(asked).toEqual([
      { authorization: `Basic ${Buffer.from('s6BhdRkqt3:7Fj%2Ffp0').toString('base64')}`, token: 'mF_9.B5f-4.1JqM' },
    ])
  })

  test.each([
    [inactive, 'failed', 'signature-mismatch'],
    [{ status: 200, body: { active: true, exp: 1 } }, 'failed', 'signature-mismatch'],
    [{ status: 401, body: {} }, 'skipped', 'network-failed'],
    [{ status: 200, body: 'no object' }, 'skipped', 'network-failed'],
    [null, 'skipped', 'network-failed'],
  ])('told %j it keeps the request as %s (%s)', async (told, state, reason) => {
    answer = told
    const { id, send, newest } = await sourceOf('soft')
    const arrived = creel.call('requests.wait', { sourceId: id, timeoutSeconds: 5 })
    expect(await send(`token-${state}-${asked.length}-${JSON.stringify(told).length}`)).toMatchObject({ status: 200 })
    await arrived
    expect(await newest()).toMatchObject({ verification: { state, reason } })
  })
})

describe('a strict source', () => {
  test('takes what counts, refuses what does not, and asks to come again where nobody can tell', async () => {
    const { send, newest } = await sourceOf('strict')
    answer = active
    expect(await send('good')).toMatchObject({ status: 200 })
    expect(await newest()).toMatchObject({ state: 'accepted', verification: { state: 'verified' } })
    answer = inactive
    expect(await send('bad')).toMatchObject({ status: 401 })
    answer = null
    const unclear = await send('unclear')
    expect(unclear).toMatchObject({ status: 503 })
    expect(unclear.headers).toContainEqual(['Retry-After', '30'])
    expect(await newest()).toMatchObject({ state: 'refused', reason: 'not-checkable' })
  })

  test('asks once for a token that comes again at once', async () => {
    const { send } = await sourceOf('strict')
    answer = active
    await Promise.all([send('again'), send('again'), send('again')])
    await send('again')
    expect(asked).toHaveLength(1)
  })
})

test('a token is no secret of ours: what the address must say is said where it says not enough', async () => {
  const { id, url } = await creel.call('sources.create', { name: 'x', provider: 'introspection' })
  await creel.call('sources.addSecret', { id, name: '', secret: 'https://auth.example.com/introspect' })
  await askRaw(url, 'POST', ['Authorization: Bearer abc'])
  const [newest] = (await creel.call('requests.list', { sourceId: id })).items
  expect(newest?.verification).toMatchObject({ state: 'failed', reason: 'secret-malformed' })
})

test('a check that a stop interrupts is made when Creel starts again, and the request routed once', async () => {
  using home = temporaryFolder()
  const before = await runService({ home: home.path })
  const source = await before.call('sources.create', { name: 'x', provider: 'introspection' })
  const { port } = server.address() as AddressInfo
  await before.call('sources.addSecret', { id: source.id, name: '', secret: `http://a:b@127.0.0.1:${port}/` })
  answer = 'late'
  expect(await askRaw(source.url, 'POST', ['Authorization: Bearer stopped'], '{}')).toMatchObject({ status: 200 })
  const pending = { state: 'accepted', verification: { state: 'pending' } }
  expect((await before.call('requests.list', { sourceId: source.id })).items).toMatchObject([pending])
  await before.stop()

  answer = active
  await using after = await runService({ home: home.path })
  await expect
    .poll(async () => (await after.call('requests.list', { sourceId: source.id })).items)
    .toMatchObject([{ state: 'accepted', verification: { state: 'verified' } }])
  expect((await after.call('events.list', {})).items.filter(({ type }) => !type.startsWith('system.'))).toHaveLength(1)
})
