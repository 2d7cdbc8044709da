import { expect, test } from 'vitest'
import { catalogue } from '#shared/catalogue/catalogue.ts'
import type { CallOf } from '#shared/contract/operations.ts'
import type { SimulatedSend, Simulation } from '#shared/model/simulation.ts'
import { openRawSink } from '#test/support/raw-sink.ts'
import type { RunningService } from '#test/support/service.ts'
import { runService } from '#test/support/service.ts'

const waitOptions = { timeout: 20_000, interval: 20 }
const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'

async function simulate(
  creel: RunningService,
  input: CallOf<'simulations.send'>,
): Promise<Simulation & { sends: SimulatedSend[] }> {
  const { id } = await creel.call('simulations.send', input)
  await expect.poll(async () => (await creel.call('simulations.get', { id })).state, waitOptions).not.toBe('running')
  const { items } = await creel.call('simulations.sends', { id })
  return { ...(await creel.call('simulations.get', { id })), sends: items }
}

async function sourceOf(
  creel: RunningService,
  verificationPolicy: 'soft' | 'strict',
  provider: 'stripe' | null = null,
) {
  const source = await creel.call('sources.create', { name: verificationPolicy, verificationPolicy, provider })
  await creel.call('sources.addSecret', { id: source.id, secret })
  return source
}

const signatures = ['valid', 'wrong-secret', 'altered-body', 'stale', 'missing'] as const

test('every way of signing goes through the receiver and comes to what a strict source makes of it', async () => {
  await using creel = await runService()
  const { id: sourceId } = await sourceOf(creel, 'strict', 'stripe')
  const event = { provider: 'stripe', eventType: 'invoice.payment_failed', sourceId } as const
  const runs = []
  for (const signature of signatures) runs.push(await simulate(creel, { ...event, signature }))
  expect(runs.map(({ sends }) => sends.map(({ status }) => status))).toEqual([[200], [401], [401], [401], [401]])
  expect(runs.map(({ unexpected }) => unexpected)).toEqual([0, 0, 0, 0, 0])
  const { items } = await creel.call('requests.list', { sourceId })
  const reasons = new Map(items.map(({ id, verification }) => [id, verification.reason ?? verification.state]))
  expect(runs.map(({ sends }) => reasons.get(sends[0]?.requestId ?? ''))).toEqual([
    'verified',
    'signature-mismatch',
    'signature-mismatch',
    'timestamp-too-old',
    'signature-missing',
  ])
})

test('a soft source takes what is badly signed, and its note of that is what is expected', async () => {
  await using creel = await runService()
  const { id: sourceId } = await sourceOf(creel, 'soft')
  const event = { provider: 'standard-webhooks', eventType: 'invoice.paid', sourceId } as const
  const { sends } = await simulate(creel, { ...event, signature: 'wrong-secret' })
  expect(sends).toMatchObject([{ status: 200, isExpected: true, outcome: expect.stringContaining('does not match') }])
})

test('an edited field is sent, and what was sent is what the source caught', async () => {
  await using creel = await runService()
  const { id: sourceId } = await sourceOf(creel, 'strict', 'stripe')
  const { sends } = await simulate(creel, {
    provider: 'stripe',
    eventType: 'invoice.payment_failed',
    sourceId,
    fields: { 'data.object.amount_due': 4242 },
  })
  const response = await creel.fetch(`/api/v1/requests/${sends[0]?.requestId}/body`)
  expect(await response.json()).toMatchObject({
    type: 'invoice.payment_failed',
    data: { object: { amount_due: 4242 } },
  })
})

test('copies are known as copies, and a shuffled burst arrives in another order than it happened', async () => {
  await using creel = await runService()
  const { id: sourceId } = await sourceOf(creel, 'strict', 'stripe')
  const event = { provider: 'stripe', eventType: 'invoice.payment_failed', sourceId, perSecond: 200 } as const
  const twice = await simulate(creel, { ...event, copies: 2 })
  expect(twice.sends.map(({ reason, status }) => [reason, status])).toEqual([
    ['event', 200],
    ['copy', 200],
  ])
  await expect
    .poll(
      async () => (await creel.call('requests.show', { id: twice.sends[1]?.requestId ?? '' })).duplicateOf,
      waitOptions,
    )
    .toBe(twice.sends[0]?.requestId)
  const burst = await simulate(creel, { ...event, count: 20, isShuffled: true })
  const order = burst.sends.map(({ event: number }) => number)
  expect(order.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1))
  expect(order).not.toEqual(order.toSorted((a, b) => a - b))
  expect(burst).toMatchObject({ total: 20, sent: 20, unexpected: 0, state: 'done' })
})

test('a url that refuses what is good is not what was expected, and its answer is kept', async () => {
  await using sink = await openRawSink((socket) => socket.end('HTTP/1.1 500 No\r\nContent-Length: 4\r\n\r\nboom'))
  await using creel = await runService()
  const { sends, unexpected } = await simulate(creel, {
    provider: 'github',
    eventType: 'push',
    url: sink.url,
    secret,
  })
  expect(unexpected).toBe(1)
  expect(sends).toMatchObject([{ status: 500, answer: 'boom', isExpected: false }])
  const names = sink.requests[0]?.headers.map(([name]) => name.toLowerCase())
  expect(names).toEqual(expect.arrayContaining(['x-hub-signature-256', 'x-creel-simulated']))
  const { items } = await creel.call('simulations.list', {})
  expect(JSON.stringify(items)).not.toContain(secret)
})

test('what fails is sent again as its sender would until a 2xx, in another time', async () => {
  let asked = 0
  await using sink = await openRawSink((socket) => {
    asked += 1
    socket.end(`HTTP/1.1 ${asked < 3 ? 503 : 200} X\r\nContent-Length: 0\r\n\r\n`)
  })
  await using creel = await runService()
  const { sends, unexpected } = await simulate(creel, {
    provider: 'standard-webhooks',
    eventType: 'invoice.paid',
    url: sink.url,
    secret,
    retries: true,
    timeLapse: 100_000,
  })
  expect(sends.map(({ reason, status }) => [reason, status])).toEqual([
    ['event', 503],
    ['retry', 503],
    ['retry', 200],
  ])
  expect(sends.map(({ outcome }) => outcome)).toEqual([
    'Answered 503; sent again in 1 s',
    'Answered 503; sent again in 1 s',
    'Accepted',
  ])
  expect(unexpected).toBe(0)
  const ids = sink.requests.map(({ headers }) => headers.find(([name]) => name === 'webhook-id')?.[1])
  expect(new Set(ids).size).toBe(1)
})

test('every type of the catalogue is published as if it had happened, and a copy is known as one', async () => {
  await using creel = await runService()
  for (const eventType of Object.keys(catalogue)) {
    const { sends } = await simulate(creel, { eventType, copies: 2, perSecond: 200 })
    const outcomes = sends.map(({ isExpected, outcome }) => [isExpected, outcome.split(',')[0]])
    expect(outcomes).toEqual([
      [true, 'Published'],
      [true, 'Known as a copy'],
    ])
    const event = await creel.call('events.get', { id: sends[0]?.eventId ?? '' })
    expect(event).toMatchObject({ type: eventType, data: catalogue[eventType as keyof typeof catalogue].sample })
  }
})

test('one that runs can be cancelled, and a restart says of it that it was interrupted', async () => {
  await using sink = await openRawSink()
  const first = await runService()
  const slow = { provider: 'github', eventType: 'push', url: sink.url, secret, count: 100, perSecond: 1 } as const
  const { id } = await first.call('simulations.send', slow)
  await expect.poll(async () => (await first.call('simulations.get', { id })).sent, waitOptions).toBe(1)
  expect(await first.call('simulations.cancel', { id })).toMatchObject({ state: 'cancelled', sent: 1 })
  const other = await first.call('simulations.send', slow)
  await first.stop()
  await using second = await runService({ home: first.home })
  expect(await second.call('simulations.get', { id: other.id })).toMatchObject({ state: 'interrupted' })
})

test('what cannot be sent is refused with what to do', async () => {
  await using creel = await runService()
  const url = 'http://127.0.0.1:9/'
  const refused = (input: CallOf<'simulations.send'>) => creel.call('simulations.send', input)
  await expect(refused({ provider: 'stripe', eventType: 'no.such', url, secret })).rejects.toThrow(
    /invoice\.payment_failed/,
  )
  await expect(refused({ provider: 'stripe', eventType: 'invoice.payment_failed' })).rejects.toThrow(
    /name a source or a url/,
  )
  await expect(refused({ provider: 'stripe', eventType: 'invoice.payment_failed', url })).rejects.toThrow(
    /Give the secret/,
  )
  const push = { provider: 'github', eventType: 'push', url, secret } as const
  await expect(refused({ ...push, signature: 'stale' })).rejects.toThrow(/signs no time/)
  await expect(refused({ ...push, retries: true })).rejects.toThrow(/not known to send again/)
  await expect(refused({ ...push, fields: { 'no.such.place': 1 } })).rejects.toThrow(/no place/)
  await expect(refused({ ...push, count: 1000, copies: 2 })).rejects.toThrow(/1000 at most/)
  await expect(creel.call('simulations.run', { name: 'Never saved' })).rejects.toMatchObject({
    code: 'scenario-not-found',
  })
})

test('what would be sent can be seen before', async () => {
  await using creel = await runService()
  const { id: sourceId, url } = await sourceOf(creel, 'strict', 'stripe')
  const preview = await creel.call('simulations.preview', {
    provider: 'stripe',
    eventType: 'invoice.payment_failed',
    sourceId,
  })
  expect(preview).toMatchObject({ method: 'POST', url, problem: null, expectation: 'Accepted and verified.' })
  expect(preview.headers.map(([name]) => name)).toContain('Stripe-Signature')
  expect(JSON.parse(preview.body)).toMatchObject({ type: 'invoice.payment_failed' })
  expect((await creel.call('requests.list', {})).items).toEqual([])
})
