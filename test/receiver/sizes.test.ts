import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { exchangeRaw } from '#test/support/raw-exchange.ts'
import { openRawConnection } from '#test/support/raw-connection.ts'
import { runService } from '#test/support/service.ts'

const portOf = (url: string): number => Number(new URL(url).port)

test('a body without end is cut off with a 413 as soon as it is too large', async () => {
  await using creel = await runService({ limits: { bodyBytes: 100_000 } })
  const { url, token, id } = await creel.firstSource()
  let text = ''
  const socket = connect(portOf(url), '127.0.0.1')
  socket.write(`POST /in/${token} HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n`)
  const chunk = `2710\r\n${'x'.repeat(10_000)}\r\n`
  let sent = 0
  const sendMore = (error?: Error | null): void => {
    if (error) return
    sent += 10_000
    socket.write(chunk, sendMore)
  }
  sendMore()
  socket.on('error', () => undefined).on('data', (answer) => (text += answer.toString('latin1')))
  await new Promise((closed) => socket.once('close', closed))
  expect(text).toMatch(/^HTTP\/1\.1 413 /)
  expect(text).toMatch(/\r\nConnection: close\r\n/)
  expect(sent).toBeGreaterThan(100_000)
  const { items } = await creel.call('requests.list', { sourceId: id })
  expect(items).toMatchObject([{ state: 'refused', reason: 'body-too-large', status: 413, bodyBytes: 0 }])
})

test('while the bodies on their way fill the memory they may take, others get a 503 and leave nothing', async () => {
  await using creel = await runService({ limits: { bytesInFlight: 1_000_000 } })
  const { url, token } = await creel.firstSource()
  const half = Buffer.alloc(600_000, 'x')
  const upload = (path: string): Buffer =>
    Buffer.concat([Buffer.from(`POST /in/${token}${path} HTTP/1.1\r\nContent-Length: 900000\r\n\r\n`), half])
  const connections = [await openRawConnection(url), await openRawConnection(url)] as const
  const answers = connections.map((connection, index) => connection.send(upload(`/${index}`)))
  const turnedAway = await Promise.race(answers.map((answer, index) => answer.then(() => index)))
  expect(await answers[turnedAway]).toBe(503)

  const admitted = 1 - turnedAway
  const rest = Buffer.alloc(300_000, 'y')
  await connections[admitted]?.send(rest)
  expect(await answers[admitted]).toBe(200)
  expect((await creel.call('requests.list', {})).items).toMatchObject([{ path: `/${admitted}`, bodyBytes: 900_000 }])
  for (const connection of connections) connection.close()

  const third = await openRawConnection(url)
  expect(await third.send(Buffer.concat([upload('/3'), rest]))).toBe(200)
  third.close()
})

test('more requests at once than may wait for the disk get a 503 and leave nothing', async () => {
  await using creel = await runService()
  const { url, token } = await creel.firstSource()
  const many = 900
  const packet = `GET /in/${token} HTTP/1.1\r\n\r\n`.repeat(many)
  const statuses = await exchangeRaw(portOf(url), { send: [packet], answers: many })
  const kept = statuses.filter((status) => status === 200).length
  expect(new Set(statuses)).toEqual(new Set([200, 503]))
  expect(kept).toBeGreaterThanOrEqual(500)
  expect((await creel.call('requests.count', {})).count).toBe(kept)
  expect(await exchangeRaw(portOf(url), { send: [`GET /in/${token} HTTP/1.1\r\n\r\n`], answers: 1 })).toEqual([200])
})
