import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { exchangeRaw } from '#test/support/raw-exchange.ts'
import { runService } from '#test/support/service.ts'

test('a paused receiver asks senders to come back, stores nothing, and goes on when it is resumed', async () => {
  await using creel = await runService()
  const { url } = await creel.firstSource()
  const paused = await creel.call('receiving.pause', { minutes: 15 })
  expect(paused.receiver.pause?.until).toMatch(/Z$/)

  const answer = await fetch(url, { method: 'POST', body: 'not now' })
  expect(answer.status).toBe(503)
  const retryAfter = Number(answer.headers.get('retry-after'))
  expect(retryAfter).toBeGreaterThan(800)
  expect(retryAfter).toBeLessThanOrEqual(900)
  expect((await creel.call('requests.list', {})).items).toEqual([])

  expect((await creel.call('receiving.resume', {})).receiver.pause).toBeNull()
  expect((await fetch(url, { method: 'POST', body: 'now' })).status).toBe(200)
})

test('a paused receiver stores nothing of what is not HTTP either', async () => {
  await using creel = await runService()
  const { url } = await creel.firstSource()
  const { port, pathname } = new URL(url)
  const send = [`POST ${pathname} HTTP/1.1\r\nHost: x\r\nBad Header: 1\r\n\r\n`]
  await creel.call('receiving.pause', {})
  expect(await exchangeRaw(Number(port), { send, answers: 1 })).toEqual([400])
  await creel.call('receiving.resume', {})
  expect((await fetch(`${url}/after`, { method: 'POST' })).status).toBe(200)
  await expect
    .poll(async () => (await creel.call('requests.list', {})).items.map(({ path }) => path), { timeout: 20_000 })
    .toEqual(['/after'])
})

test('a pause until it is resumed outlives a restart', async () => {
  const home = mkdtempSync(join(tmpdir(), 'creel-pause-'))
  onTestFinished(() => rmSync(home, { recursive: true, force: true }))
  {
    await using creel = await runService({ home })
    await creel.call('receiving.pause', {})
  }
  await using creel = await runService({ home })
  const { url } = await creel.firstSource()
  expect((await fetch(url)).status).toBe(503)
  expect((await creel.call('status.get', {})).receiver.pause).toEqual({ until: null })
})
