import { verify as verifyGithub } from '@octokit/webhooks-methods'
import { Webhook } from 'standardwebhooks'
import Stripe from 'stripe'
import { expect, test } from 'vitest'
import type { HeaderPairs } from '#shared/model/header-pairs.ts'
import { valueOf } from '#shared/model/header-pairs.ts'
import type { SunkRequest } from '#test/support/raw-sink.ts'
import { openRawSink } from '#test/support/raw-sink.ts'
import type { RunningService } from '#test/support/service.ts'
import { runService } from '#test/support/service.ts'

const waitOptions = { timeout: 20_000, interval: 50 }

/** Sends a request to a source with a secret, and answers its id. */
async function catchOne(
  creel: RunningService,
  { headers = {}, body, secret }: { headers?: Record<string, string>; body: string | Uint8Array; secret?: string },
): Promise<string> {
  const source = await creel.firstSource()
  if (secret !== undefined) await creel.call('sources.addSecret', { id: source.id, secret })
  await fetch(`${source.url}/hook?a=1`, { method: 'POST', headers, body } as RequestInit)
  await expect.poll(async () => (await creel.call('requests.list', {})).items.length, waitOptions).toBeGreaterThan(0)
  return (await creel.call('requests.list', {})).items[0]?.id ?? ''
}

const sentBody = async (creel: RunningService, deliveryId: string): Promise<Buffer> =>
  Buffer.from(await (await creel.fetch(`/api/v1/deliveries/${deliveryId}/body`)).arrayBuffer())

const endToEnd = ({ headers }: SunkRequest): HeaderPairs =>
  headers.filter(([name]) => !['host', 'connection', 'content-length', 'creel-hops'].includes(name.toLowerCase()))

test('the target gets exactly the edited request, and the delivery shows what was sent', async () => {
  await using sink = await openRawSink()
  await using creel = await runService()
  const id = await catchOne(creel, { body: 'as it came', headers: { 'x-odd': 'gone' } })
  const body = Buffer.from([0, 255, 13, 10, 0xc3, 0x28])
  const headers: [string, string][] = [
    ['X-Twice', '1'],
    ['x-TWICE', '2 \xe9'],
    ['Host', 'other.example'],
    ['Content-Length', '7'],
  ]
  const edits = { method: 'PATCH', path: '/other%20path?q=%2F', headers, bodyBase64: body.toString('base64') }
  const delivery = await creel.call('requests.replay', { id, url: `${sink.url}/base`, ...edits })
  expect(sink.requests).toHaveLength(1)
  const [sunk] = sink.requests
  expect(sunk).toMatchObject({ method: 'PATCH', target: '/base/other%20path?q=%2F', body })
  expect(endToEnd(sunk as SunkRequest)).toEqual([
    ['X-Twice', '1'],
    ['x-TWICE', '2 \xe9'],
  ])
  const sent = {
    method: 'PATCH',
    url: `${sink.url}/base/other%20path?q=%2F`,
    headers: headers.slice(0, 2),
    bodyBytes: body.length,
    droppedHeaders: ['Host', 'Content-Length'],
    edited: ['method', 'path', 'headers', 'body'],
    signedWith: null,
    newEventId: null,
  }
  expect(delivery).toMatchObject({ state: 'delivered', attempts: [{ request: sent }] })
  expect(await creel.call('deliveries.get', { id: delivery.id })).toEqual(delivery)
  expect(await sentBody(creel, delivery.id)).toEqual(body)
  const original = await creel.fetch(`/api/v1/requests/${id}/body`)
  expect(await original.text()).toBe('as it came')
})

test('a body is edited as text too, also to nothing; an unedited delivery shows the body that came', async () => {
  await using sink = await openRawSink()
  await using creel = await runService()
  const id = await catchOne(creel, { body: 'as it came' })
  const replay = (body?: string) =>
    creel.call('requests.replay', { id, url: sink.url, ...(body !== undefined && { body }) })
  const bodies = ['wörld', '', undefined]
  for (const body of bodies) {
    const delivery = await replay(body)
    expect((await sentBody(creel, delivery.id)).toString()).toBe(body ?? 'as it came')
    expect(delivery.attempts[0]?.request.edited).toEqual(body === undefined ? [] : ['body'])
  }
  expect(sink.requests.map(({ body }) => body.toString())).toEqual(['wörld', '', 'as it came'])
})

test('an edited Stripe request, signed again, is accepted by Stripe’s own library, its event new', async () => {
  const secret = 'whsec_of_this_test'
  await using sink = await openRawSink()
  await using creel = await runService()
  const payload = '{"id":"evt_1","object":"event","type":"invoice.paid","amount":100}'
  const stripe = new Stripe('sk_test_none')
  const long = Math.floor(Date.now() / 1000) - 86_400
  const signature = stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp: long })
  const id = await catchOne(creel, { body: payload, secret, headers: { 'stripe-signature': signature } })
  expect(await creel.call('requests.replayOptions', { id })).toMatchObject({
    provider: 'stripe',
    signing: { headers: ['Stripe-Signature'] },
    eventId: { value: 'evt_1', in: 'body', name: 'id' },
  })
  const body = payload.replace('100', '999')
  const how = { id, url: sink.url, body, resign: true, eventId: 'renew' } as const
  const delivery = await creel.call('requests.replay', how)
  const [sunk] = sink.requests
  const header = valueOf(sunk?.headers ?? [], 'stripe-signature') ?? ''
  const event = stripe.webhooks.constructEvent(sunk?.body ?? '', header, secret)
  expect(event.id).not.toBe('evt_1')
  expect(sunk?.body.toString()).toBe(body.replace('evt_1', event.id))
  expect(delivery.attempts[0]?.request).toMatchObject({
    edited: ['headers', 'body'],
    signedWith: 'whsec_…test',
    newEventId: event.id,
  })
  expect(await sentBody(creel, delivery.id)).toEqual(sunk?.body)
})

test('an edited GitHub request, signed again, is accepted by GitHub’s own library, its event the same', async () => {
  const secret = 'of this test, and long enough'
  await using sink = await openRawSink()
  await using creel = await runService()
  const id = await catchOne(creel, {
    body: '{"action":"opened"}',
    secret,
    headers: { 'x-github-event': 'issues', 'x-github-delivery': 'd-1', 'x-hub-signature-256': 'sha256=00' },
  })
  await creel.call('requests.replay', { id, url: sink.url, body: '{"action":"closed"}', resign: true })
  const [sunk] = sink.requests
  const header = valueOf(sunk?.headers ?? [], 'x-hub-signature-256') ?? ''
  expect(await verifyGithub(secret, sunk?.body.toString() ?? '', header)).toBe(true)
  expect(sunk?.body.toString()).toBe('{"action":"closed"}')
  expect(valueOf(sunk?.headers ?? [], 'x-github-delivery')).toBe('d-1')
})

test('a request of Standard Webhooks gets a new id, which its new signature covers', async () => {
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
  await using sink = await openRawSink()
  await using creel = await runService()
  const headers = { 'webhook-id': 'msg_1', 'webhook-timestamp': '1', 'webhook-signature': 'v1,AAAA' }
  const id = await catchOne(creel, { body: '{"type":"a.b"}', secret, headers })
  await creel.call('requests.replay', { id, url: sink.url, resign: true, eventId: 'renew' })
  const [sunk] = sink.requests
  const sunkHeaders = Object.fromEntries(sunk?.headers ?? [])
  expect(sunkHeaders['webhook-id']).not.toBe('msg_1')
  expect(new Webhook(secret).verify(sunk?.body.toString() ?? '', sunkHeaders)).toEqual({ type: 'a.b' })
})

test('what cannot be edited, signed or renewed is refused in words, and nothing is sent', async () => {
  await using sink = await openRawSink()
  await using creel = await runService()
  const id = await catchOne(creel, { body: 'no provider' })
  const replay = (wishes: object) =>
    creel.call('requests.replay', { id, url: sink.url, ...wishes }).catch((error: unknown) => error)
  expect(await replay({ resign: true })).toMatchObject({
    code: 'cannot-sign',
    message: expect.stringContaining('not recognised'),
  })
  expect(await replay({ eventId: 'renew' })).toMatchObject({ code: 'cannot-renew' })
  expect(await replay({ headers: [['a b', 'c']] })).toMatchObject({
    code: 'bad-input',
    errors: [{ path: 'headers.0' }],
  })
  expect(await replay({ path: 'x y' })).toMatchObject({ code: 'bad-input', errors: [{ path: 'path' }] })
  expect(await replay({ body: 'a', bodyBase64: 'YQ==' })).toMatchObject({ code: 'bad-input' })
  expect(await creel.call('requests.replayOptions', { id })).toMatchObject({
    signing: null,
    signingProblem: expect.stringContaining('not recognised'),
    eventId: null,
    eventIdProblem: expect.stringContaining('No event id'),
  })
  expect(sink.requests).toEqual([])
  expect((await creel.call('requests.deliveries', { id })).items).toEqual([])
})
