import type { Socket } from 'node:net'
import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { runService } from '#test/support/service.ts'

const limits = { headersTimeoutMs: 400, requestTimeoutMs: 800, stalledTimeoutMs: 5_000 }
const slowSenders = 300

type Visitor = { socket: Socket; answer: () => string; closed: Promise<unknown> }

/** Connects, says something and then no more. */
function visit(url: string, said: string): Visitor {
  let text = ''
  const { port, hostname } = new URL(url)
  const socket = connect({ port: Number(port), host: hostname }, () => socket.write(said))
  socket.on('data', (chunk) => (text += chunk.toString('latin1'))).on('error', () => undefined)
  return { socket, answer: () => text, closed: new Promise((resolve) => socket.once('close', resolve)) }
}

const statusFrom = (url: string): Promise<number | 'refused'> =>
  fetch(url, { method: 'POST', headers: { connection: 'close' } }).then(
    ({ status }) => status,
    () => 'refused',
  )

test('senders that stall are closed by the time-outs and kept, and others are answered meanwhile', async () => {
  await using creel = await runService({ limits })
  const { url, id, token } = await creel.call('sources.create', { name: 'slow' })
  const healthy = await creel.call('sources.create', { name: 'healthy' })
  const heads = Array.from({ length: slowSenders }, () => visit(url, `POST /in/${token} HTTP/1.1\r\nX-Slow:`))
  const bodies = Array.from({ length: slowSenders }, () =>
    visit(url, `POST /in/${token} HTTP/1.1\r\nContent-Length: 9\r\n\r\nslow`),
  )
  const silent = visit(url, '')
  const statuses: number[] = []
  for (let count = 0; count < 20; count += 1) statuses.push((await fetch(healthy.url, { method: 'POST' })).status)
  expect(statuses).toEqual(Array.from({ length: 20 }, () => 200))

  await Promise.all([...heads, ...bodies, silent].map(({ closed }) => closed))
  expect(new Set([...heads, ...bodies].map(({ answer }) => answer().slice(0, 12)))).toEqual(new Set(['HTTP/1.1 408']))
  const { items } = await creel.call('requests.list', { sourceId: id, limit: 500, q: 'is:malformed' })
  expect(items.length).toBe(500)
  expect(items[0]).toMatchObject({ reason: 'the sender was too slow', status: 408 })
  const count = async (): Promise<number> => (await creel.call('requests.count', { sourceId: id })).count
  await expect.poll(count).toBe(slowSenders * 2)
})

test('a sender that does not read its answers is closed, and its place is free again', async () => {
  await using creel = await runService({ limits: { ...limits, sockets: 1, stalledTimeoutMs: 1_000 } })
  const answer = { status: 200, headers: [], body: 'x'.repeat(262_144), delayMs: 0 }
  const { url, token } = await creel.call('sources.create', { name: 'deaf', answer })
  const deaf = visit(url, `GET /in/${token} HTTP/1.1\r\n\r\n`.repeat(100))
  deaf.socket.pause()
  await expect.poll(async () => (await creel.call('requests.count', {})).count, { timeout: 15_000 }).toBe(100)
  expect(await statusFrom(url)).toBe('refused')
  await expect.poll(() => statusFrom(url), { timeout: 15_000 }).toBe(200)
  deaf.socket.destroy()
})

test('more connections than there are sockets are turned away, and come in when there is room', async () => {
  const sockets = 20
  await using creel = await runService({ limits: { sockets } })
  const { url } = await creel.firstSource()
  const patient = Array.from({ length: sockets }, () => visit(url, 'POST'))
  await Promise.all(patient.map(({ socket }) => new Promise((resolve) => socket.once('connect', resolve))))
  const late = visit(url, 'POST')
  await late.closed
  for (const { socket } of patient) socket.destroy()
  await expect.poll(() => statusFrom(url)).toBe(200)
})
