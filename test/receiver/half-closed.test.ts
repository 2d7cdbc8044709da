import { expect, test } from 'vitest'
import { exchangeRaw } from '#test/support/raw-exchange.ts'
import { runService } from '#test/support/service.ts'

test('a sender that closes its half behind the request gets the answer, however long that takes', async () => {
  await using creel = await runService()
  const answer = { status: 202, headers: [], body: '', delayMs: 200 }
  const { token } = await creel.call('sources.create', { name: 'half', answer })
  const port = Number(new URL(creel.receiverUrl).port)
  const once = [`GET /in/${token} HTTP/1.1\r\n\r\n`]
  expect(await exchangeRaw(port, { send: once, ends: 'end', answers: Infinity })).toEqual([202])
  const twice = [...once, ...once]
  expect(await exchangeRaw(port, { send: twice, ends: 'end', answers: Infinity })).toEqual([202, 202])
  expect((await creel.call('requests.list', {})).items.map(({ state }) => state)).toEqual(Array(3).fill('accepted'))
})
