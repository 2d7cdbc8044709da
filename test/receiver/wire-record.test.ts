import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SourceSettings } from '#shared/model/source.ts'
import { recordedBytes } from '#main/receiver/wire-record.ts'
import { bodyOf } from '#test/support/body-of.ts'
import { exchangeRaw } from '#test/support/raw-exchange.ts'
import type { RunningService } from '#test/support/service.ts'
import { runService } from '#test/support/service.ts'

let creel: RunningService

beforeAll(async () => {
  creel = await runService({ limits: { bodyBytes: 300_000 } })
})
afterAll(() => creel[Symbol.asyncDispose]())

/** Sends packets to a new source until it closes; answers the statuses and what was kept, oldest first. */
async function sendTo(settings: Partial<SourceSettings>, packets: (at: string) => string[]) {
  const { id, token } = await creel.call('sources.create', { name: 'wire', ...settings })
  const port = Number(new URL(creel.receiverUrl).port)
  const statuses = await exchangeRaw(port, { send: packets(`/in/${token}`), answers: Infinity })
  // What was refused is kept after its answer: whatever is written behind it is on disk no sooner.
  await creel.call('sources.update', { id, name: 'wire, sent' })
  const { items } = await creel.call('requests.list', { sourceId: id })
  const kept = items.toReversed()
  const bodies = await Promise.all(kept.map((row) => bodyOf(creel, row.id)))
  return { statuses, kept, bodies: bodies.map((body) => body.toString('latin1')) }
}

const bad = (at: string): string => `POST ${at}/bad HTTP/1.1\r\nX Y: 1\r\n\r\n`

test('an answer that is owed goes out before the error, however long it takes', async () => {
  const answer = { status: 202, headers: [], body: '', delayMs: 200 }
  const { statuses, kept, bodies } = await sendTo({ answer }, (at) => [`GET ${at} HTTP/1.1\r\n\r\n${bad(at)}`])
  expect(statuses).toEqual([202, 400])
  expect(kept.map(({ state }) => state)).toEqual(['accepted', 'malformed'])
  expect(bodies[1]).toMatch(/^POST .*\/bad /)
})

test('behind a body that is larger than the record a fault is still found out', async () => {
  const large = 'x'.repeat(200_000)
  const { statuses, kept, bodies } = await sendTo({}, (at) => [
    `POST ${at} HTTP/1.1\r\nContent-Length: 200000\r\n\r\n`,
    large,
    `GET ${at} HTTP/1.1\r\n\r\n`,
    bad(at),
  ])
  expect(statuses).toEqual([200, 200, 400])
  expect(kept.map(({ bodyBytes }) => bodyBytes)).toEqual([200_000, 0, bodies[2]?.length])
  expect(bodies[2]).toMatch(/^POST .*\/bad HTTP\/1\.1\r\nX Y: 1\r\n\r\n$/)
})

test('of a large body that turns out bad the start is kept', async () => {
  const head = (at: string): string => `POST ${at} HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n`
  const chunk = `2710\r\n${'x'.repeat(10_000)}\r\n`
  const { statuses, kept, bodies } = await sendTo({}, (at) => [
    head(at),
    ...Array.from({ length: 12 }, () => chunk),
    'zz\r\n',
  ])
  expect(statuses).toEqual([400])
  expect(kept).toMatchObject([{ state: 'malformed', reason: 'invalid character in chunk size', status: 400 }])
  expect(bodies[0]).toHaveLength(recordedBytes)
  expect(bodies[0]).toMatch(/^POST .* HTTP\/1\.1\r\nTransfer-Encoding: chunked\r\n\r\n2710\r\nx+\r\n2710\r\n/)
})

test('what is wrong with the rest of a request that was turned away is neither kept nor answered', async () => {
  const tooLarge = `4e200\r\n${'x'.repeat(320_000)}\r\n`
  const { statuses, kept } = await sendTo({}, (at) => [
    `POST ${at} HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n`,
    tooLarge,
    'zz\r\n',
    'more\r\n',
  ])
  expect(statuses).toEqual([413])
  expect(kept).toMatchObject([{ state: 'refused', reason: 'body-too-large' }])
})

test('a fault after the answer of a request that was turned away without a body is kept again', async () => {
  const { statuses, kept } = await sendTo({ allowedIps: ['10.0.0.1'] }, (at) => [`GET ${at} HTTP/1.1\r\n\r\n`, bad(at)])
  expect(statuses).toEqual([403, 400])
  expect(kept.map(({ state }) => state)).toEqual(['refused', 'malformed'])
})

test('a connection that goes on after its fault is kept once', async () => {
  const { statuses, kept } = await sendTo({}, (at) => [bad(at), bad(at), bad(at)])
  expect(statuses).toEqual([400])
  expect(kept).toHaveLength(1)
})
