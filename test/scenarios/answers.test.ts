import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SourceSettings } from '#shared/model/source.ts'
import { askRaw } from '#test/support/raw-answer.ts'
import type { RunningService } from '#test/support/service.ts'
import { runService } from '#test/support/service.ts'

let creel: RunningService

beforeAll(async () => {
  creel = await runService()
})
afterAll(() => creel[Symbol.asyncDispose]())

const sourceWith = (settings: Partial<SourceSettings>) => creel.call('sources.create', { name: 'answers', ...settings })

const newest = async (sourceId: string) => {
  const { items } = await creel.call('requests.list', { sourceId, limit: 1 })
  return creel.call('requests.show', { id: items[0]?.id ?? '' })
}

test('a source answers an empty 200 until it is told otherwise', async () => {
  const { url, id } = await sourceWith({})
  expect(await askRaw(url, 'POST')).toMatchObject({ status: 200, body: '' })
  expect(await newest(id)).toMatchObject({ status: 200, reply: { status: 200, headers: [], body: '', rule: null } })
})

test('the answer goes out as it was written: status, headers in order, case and number, body', async () => {
  const answer = {
    status: 418,
    headers: [
      ['X-b', '1'],
      ['Set-Cookie', 'a=1'],
      ['x-B', '\xfc'],
      ['Set-Cookie', 'b=2'],
    ] as [string, string][],
    body: '{"grüße":"😀"}',
    delayMs: 0,
  }
  const { url, id } = await sourceWith({ answer })
  const { status, headers, body } = await askRaw(url, 'POST')
  const ofTheHop = new Set(['date', 'connection', 'content-length'])
  expect(status).toBe(418)
  expect(headers.filter(([name]) => !ofTheHop.has(name.toLowerCase()))).toEqual(answer.headers)
  expect(Buffer.from(body, 'latin1').toString()).toBe(answer.body)
  expect(await newest(id)).toMatchObject({
    status: 418,
    reply: { status: 418, headers: answer.headers, body: answer.body, rule: null },
  })
})

test('an answer cannot break its own connection: headers of the hop are left out', async () => {
  const answer = {
    status: 200,
    headers: [
      ['Content-Length', '9999'],
      ['Transfer-Encoding', 'chunked'],
      ['Connection', 'upgrade'],
      ['X-Kept', '1'],
    ] as [string, string][],
    body: 'whole',
    delayMs: 0,
  }
  const { url } = await sourceWith({ answer })
  const { headers, body } = await askRaw(url, 'POST')
  expect(body).toBe('whole')
  expect(headers).toContainEqual(['X-Kept', '1'])
  expect(headers).toContainEqual(['Content-Length', '5'])
  expect(headers.map(([name]) => name.toLowerCase())).not.toContain('transfer-encoding')
})

test.each([204, 304])('a %i has no body, whatever the answer says', async (status) => {
  const { url } = await sourceWith({ answer: { status, headers: [['X-A', '1']], body: 'unseen', delayMs: 0 } })
  const answer = await askRaw(url, 'POST')
  expect(answer).toMatchObject({ status, body: '' })
  expect(answer.headers).toContainEqual(['X-A', '1'])
})

test('HEAD is told of the body and is not sent it', async () => {
  const { url } = await sourceWith({ answer: { status: 200, headers: [], body: 'five!', delayMs: 0 } })
  const { headers, body } = await askRaw(url, 'HEAD')
  expect(headers).toContainEqual(['Content-Length', '5'])
  expect(body).toBe('')
})

test('the first rule that the request meets decides, and its name is kept', async () => {
  const { url, id } = await sourceWith({
    answer: { status: 200, headers: [], body: 'usual', delayMs: 0 },
    answerRules: [
      {
        name: 'challenge',
        when: { combinator: 'and', rules: [{ field: 'body.challenge', operator: 'exists' }] },
        answer: { status: 200, headers: [['Content-Type', 'text/plain']], body: '{{body.challenge}}', delayMs: 0 },
      },
      {
        name: '',
        when: { combinator: 'and', rules: [{ field: 'method', operator: 'is', value: 'DELETE' }] },
        answer: { status: 405, headers: [], body: '', delayMs: 0 },
      },
    ],
  })
  const json = ['Content-Type: application/json']
  expect(await askRaw(url, 'DELETE', json, '{"challenge":"abc"}')).toMatchObject({ status: 200, body: 'abc' })
  expect(await newest(id)).toMatchObject({ reply: { body: 'abc', rule: 'challenge' } })
  expect(await askRaw(url, 'DELETE')).toMatchObject({ status: 405 })
  expect(await newest(id)).toMatchObject({ reply: { status: 405, rule: 'Rule 2' } })
  expect(await askRaw(url, 'POST', json, '{"other":1}')).toMatchObject({ body: 'usual' })
  expect(await newest(id)).toMatchObject({ reply: { body: 'usual', rule: null } })
})

test('an answer that waits is given after the request is on disk, and the wait is not counted as Creel’s', async () => {
  const { url, id } = await sourceWith({ answer: { status: 200, headers: [], body: 'late', delayMs: 300 } })
  const startedAt = performance.now()
  const answering = askRaw(url, 'POST')
  await expect.poll(async () => (await creel.call('requests.list', { sourceId: id })).items.length).toBe(1)
  expect(await answering).toMatchObject({ status: 200, body: 'late' })
  expect(performance.now() - startedAt).toBeGreaterThanOrEqual(299)
  const { timing, status } = await newest(id)
  expect(status).toBe(200)
  expect(timing?.totalMs).toBeGreaterThan(0)
})

test('a sender that leaves while its answer waits has been caught all the same', async () => {
  const { url, id } = await sourceWith({ answer: { status: 200, headers: [], body: '', delayMs: 30_000 } })
  const leaving = new AbortController()
  const answering = fetch(url, { method: 'POST', body: 'gone', signal: leaving.signal }).catch(() => 'left')
  await expect.poll(async () => (await creel.call('requests.list', { sourceId: id })).items.length).toBe(1)
  leaving.abort()
  expect(await answering).toBe('left')
  expect(await newest(id)).toMatchObject({ state: 'accepted', bodyBytes: 4 })
})

test('an unknown address, the API and the pages are all the same 404, and leave nothing', async () => {
  const { total } = await countAll()
  const answers = await Promise.all(
    [
      '/in/unknown',
      '/in/',
      '/in',
      '/',
      '/api/v1/status',
      '/openapi.json',
      '/assets/x.js',
      '/healthz/x',
      '/metrics',
    ].map((path) => askRaw(`${creel.receiverUrl}${path}`, 'GET')),
  )
  expect(new Set(answers.map(({ status, body }) => `${status} ${body}`))).toEqual(
    new Set(['404 No source has this address.\n']),
  )
  expect((await countAll()).total).toBe(total)
})

test('the health check answers and is not recorded', async () => {
  expect(await askRaw(`${creel.receiverUrl}/healthz`, 'GET')).toMatchObject({ status: 200, body: '{"status":"ok"}' })
})

test('a source that was deleted answers 410 until it is restored', async () => {
  const { url, id } = await sourceWith({})
  await creel.call('sources.delete', { id })
  expect(await askRaw(url, 'POST')).toMatchObject({ status: 410 })
  await creel.call('sources.restore', { id })
  expect(await askRaw(url, 'POST')).toMatchObject({ status: 200 })
})

async function countAll() {
  return { total: (await creel.call('requests.count', {})).count }
}
