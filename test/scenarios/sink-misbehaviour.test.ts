import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Delivery } from '#shared/model/delivery.ts'
import type { Ending } from '#test/support/misbehaviours.ts'
import { misbehaviours, retrySeconds } from '#test/support/misbehaviours.ts'
import type { OddListener } from '#test/support/odd-listeners.ts'
import { oddListeners } from '#test/support/odd-listeners.ts'
import type { RawSink } from '#test/support/raw-sink.ts'
import { openRawSink } from '#test/support/raw-sink.ts'
import type { RunningService } from '#test/support/service.ts'
import { runService } from '#test/support/service.ts'

const waitOptions = { timeout: 30_000, interval: 100 }
const keptBytes = 64_000

let creel: RunningService
let sink: RawSink
let listeners: OddListener[]
const webhookIds = new Map<string, string>()

beforeAll(async () => {
  // Each webhook has a path of its own: its number in the table.
  sink = await openRawSink((socket, request) => misbehaviours[Number(request.target.slice(1))]?.does(socket, request))
  listeners = await Promise.all(oddListeners.map(({ open }) => open()))
  creel = await runService()
  const retry = { kind: 'schedule' as const, delaysSeconds: [retrySeconds] }
  const common = { events: ['*'], retry }
  const has = async (what: string, settings: { url: string; timeoutMs: number; tls?: { authority: string } }) => {
    const { id } = await creel.call('webhooks.create', { ...common, name: what.slice(0, 80), ...settings })
    webhookIds.set(what, id)
  }
  for (const [index, { what, isSilent = false }] of misbehaviours.entries()) {
    await has(what, { url: `${sink.url}/${index}`, timeoutMs: isSilent ? 1000 : 60_000 })
  }
  for (const [index, { what, timeoutMs = 60_000 }] of oddListeners.entries()) {
    const { url = '', tls } = listeners[index] ?? {}
    await has(what, { url, timeoutMs, ...(tls && { tls }) })
  }
  await creel.call('events.publish', { type: 'order.paid', data: { id: 'o_1' } })
}, 60_000)

afterAll(async () => {
  await creel[Symbol.asyncDispose]()
  await sink[Symbol.asyncDispose]()
  await Promise.all(listeners.map(({ close }) => close()))
})

/** The only delivery to the webhook of a row, once its attempt has ended. */
async function deliveryOf(what: string): Promise<Delivery> {
  const webhookId = webhookIds.get(what) ?? ''
  await expect
    .poll(async () => (await creel.call('deliveries.list', { webhookId })).items.map(({ state }) => state), waitOptions)
    .not.toEqual(expect.arrayContaining([expect.stringMatching(/^(queued|sending)$/)]))
  const { items } = await creel.call('deliveries.list', { webhookId })
  expect(items).toHaveLength(1)
  return await creel.call('deliveries.get', { id: items[0]?.id ?? '' })
}

/**
 * Whether the next attempt is due when it should be. Its delay counts from a moment before that which is recorded as
 * the end of the attempt before it.
 */
function isDue({ dueAt, attempts }: Delivery, due: Ending['due']): boolean {
  if (!due) return dueAt === null
  const dueMs = Date.parse(dueAt ?? '')
  if ('at' in due) return dueMs === due.at
  const waitMs = dueMs - Date.parse(attempts[0]?.endedAt ?? '')
  return Math.abs(waitMs - due.afterSeconds * 1000) < 5000
}

test.each([...misbehaviours, ...oddListeners].map(({ what, ends }) => ({ what, ends })))(
  '$what: $ends.state',
  async ({ what, ends: { state, status, errorClass, due } }) => {
    const delivery = await deliveryOf(what)
    expect(delivery).toMatchObject({ state, attemptCount: 1, lastStatus: status, errorClass })
    expect(isDue(delivery, due), `due at ${delivery.dueAt}`).toBe(true)
    const [attempt, ...others] = delivery.attempts
    expect(others).toEqual([])
    expect(attempt?.endedAt).not.toBeNull()
    expect(attempt?.response === null).toBe(status === null)
    expect(attempt?.error === null).toBe(status !== null)
    expect(Buffer.from(attempt?.response?.body ?? '', 'base64').length).toBeLessThanOrEqual(keptBytes)
  },
  40_000,
)

test('there are enough rows, and none has the name of another', () => {
  const names = [...misbehaviours, ...oddListeners].map(({ what }) => what)
  expect(names.length).toBeGreaterThanOrEqual(40)
  expect(new Set(names).size).toBe(names.length)
})

test('of an answer the first 64 kB are kept, and it says how much there was', async () => {
  const { attempts } = await deliveryOf('a body of 5 MB')
  const response = attempts[0]?.response
  expect(response).toMatchObject({ bodyBytes: 5_000_000, isCut: true })
  expect(Buffer.from(response?.body ?? '', 'base64')).toEqual(Buffer.alloc(keptBytes, 'x'))
})

test('what is packed is kept as it came', async () => {
  const { attempts } = await deliveryOf('a gzip bomb')
  expect(attempts[0]?.response?.bodyBytes).toBeLessThan(keptBytes)
})

test('a redirect is not followed, and each sink was sent to once', async () => {
  for (const { what } of misbehaviours) await deliveryOf(what)
  const targets = sink.requests.map(({ target }) => target)
  expect(targets).not.toContain('/redirected')
  expect(targets.toSorted()).toEqual(misbehaviours.map((_, index) => `/${index}`).toSorted())
})

test('410 alone has switched its webhook off', async () => {
  await deliveryOf('status 410')
  const { items } = await creel.call('webhooks.list', { limit: 200 })
  expect(items.filter(({ status }) => status !== 'active').map(({ name }) => name)).toEqual(['status 410'])
})
