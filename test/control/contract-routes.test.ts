import { describe, expect, test } from 'vitest'
import { operations } from '#shared/contract/operations.ts'
import { AppError } from '#shared/contract/problem.ts'
import { startControl } from '#test/support/control-listener.ts'

const sourceId = 'src_01K9XQ7M4TZ3V8Q5R2W6Y0B1CD'
const requestId = 'req_01K9XQ7M4TZ3V8Q5R2W6Y0B1CD'

const json = (body: unknown, headers: Record<string, string> = {}) => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
})

test('every operation of the contract is a route', async () => {
  await using control = await startControl()
  const routes = control.listener.routes.map(({ method, url }) => `${method} ${url}`)
  const wanted = Object.values(operations).map(
    ({ method, path }) => `${method} /api/v1${path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
  )
  expect(routes).toEqual(expect.arrayContaining(wanted))
})

describe('input', () => {
  test('comes parsed, with defaults, from path, query and body together', async () => {
    await using control = await startControl()
    await control.call('/api/v1/requests?limit=5&method=GET')
    await control.call(`/api/v1/requests/${requestId}/replay`, json({ url: 'http://localhost:3000' }))
    await control.call(`/api/v1/sources/${sourceId}/restore`, { method: 'POST' })
    expect(control.calls).toEqual([
      { name: 'requests.list', input: { limit: 5, method: 'GET' } },
      {
        name: 'requests.replay',
        input: { id: requestId, url: 'http://localhost:3000', resign: false, eventId: 'keep', wait: true },
      },
      { name: 'sources.restore', input: { id: sourceId } },
    ])
  })

  test.each([
    ['a number that is none', '/api/v1/requests?limit=many', undefined, 'limit'],
    ['an id of another noun', `/api/v1/requests/${sourceId}`, undefined, 'id'],
    ['a value that is given twice', '/api/v1/requests?method=GET&method=PUT', undefined, 'method'],
    ['a field that does not exist', '/api/v1/requests/delete', json({ soruceId: sourceId }), ''],
    ['a value deep inside', '/api/v1/sources', json({ name: 'a', answer: { status: 99 } }), 'answer.status'],
    ['a path’s name in the body', `/api/v1/requests/${requestId}/replay`, json({ url: 'ftp://x' }), 'url'],
  ])('refuses %s by naming the field', async (_what, path, init, field) => {
    await using control = await startControl()
    const answer = await control.call(path, init)
    expect(answer.status).toBe(400)
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
    expect(await answer.json()).toMatchObject({ code: 'bad-input', status: 400, errors: [{ path: field }] })
    expect(control.calls).toEqual([])
  })

  test.each([
    ['no JSON', '{"name":'],
    ['nothing', ''],
    ['a list', '[]'],
    ['a text', '"name"'],
    ['a poisoned prototype', '{"__proto__":{"polluted":true}}'],
  ])('refuses a body that is %s', async (_what, body) => {
    await using control = await startControl()
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body }
    const answer = await control.call('/api/v1/sources', init)
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ code: 'bad-input' })
    expect(control.calls).toEqual([])
  })

  test.each([
    ['{"name": "a"\n "q": 1}', /line 2, column 2, in  "q": 1}\. Here should be a comma or }\. Mend it there/],
    ['{"name":', /line 1, column 9, in {"name":\. It ends where a value should follow\./],
    ["{'name': 1}", /line 1, column 2, .*Here should be a name in double quotes\./],
    ['{"__proto__":{"polluted":true}}', /“__proto__”/],
    [`[${' '.repeat(1_100_000)}`, /^The body is no JSON\.$/],
  ])('says in which line and column a body is no JSON, and what to do', async (body, words) => {
    await using control = await startControl()
    const headers = { 'content-type': 'application/json' }
    for (const path of ['/api/v1/views', '/v2/webhooks']) {
      const answer = await control.call(path, { method: 'POST', headers, body })
      expect(await answer.json()).toMatchObject({
        code: 'bad-input',
        status: 400,
        detail: expect.stringMatching(words) as string,
      })
    }
  })

  test('says where a body is no JSON', async () => {
    await using control = await startControl()
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"name": "a",\n  "q": }' }
    const { detail } = (await (await control.call('/api/v1/views', init)).json()) as { detail: string }
    expect(detail).toMatch(/^The body is no JSON: .*"q": }/s)
  })

  test('refuses a field within another that there is not, and says where', async () => {
    await using control = await startControl()
    const webhook = { name: 'a', url: 'http://127.0.0.1:9/', events: ['*'], tls: { verify: false } }
    const answer = await control.call('/api/v1/webhooks', json(webhook))
    expect(await answer.json()).toMatchObject({
      status: 400,
      errors: [{ path: 'tls', message: expect.stringContaining('“verify”') }],
    })
    expect(control.calls).toEqual([])
  })

  test('refuses a body that is too large', async () => {
    await using control = await startControl()
    const answer = await control.call('/api/v1/views', json({ name: 'a', q: 'x'.repeat(17_000_000) }))
    expect(await answer.json()).toMatchObject({ code: 'too-large', status: 413 })
  })
})

describe('answers', () => {
  test('have the status of the operation, and no body where there is nothing to say', async () => {
    await using control = await startControl({ answers: { 'views.delete': async () => null } })
    const created = await control.call('/api/v1/views', json({ name: 'a', q: '' }))
    expect(created.status).toBe(201)
    const deleted = await control.call('/api/v1/views/view_01K9XQ7M4TZ3V8Q5R2W6Y0B1CD', { method: 'DELETE' })
    expect(deleted.status).toBe(204)
    expect(await deleted.text()).toBe('')
  })

  test('an error that a person can act on is told as it is', async () => {
    const missing = async () => Promise.reject(new AppError('source-not-found', 'No source has this id.'))
    await using control = await startControl({ answers: { 'sources.get': missing } })
    const answer = await control.call(`/api/v1/sources/${sourceId}`)
    expect(answer.status).toBe(404)
    expect(await answer.json()).toEqual({
      type: 'urn:creel:problem:source-not-found',
      title: 'source not found',
      status: 404,
      detail: 'No source has this id.',
      code: 'source-not-found',
    })
  })

  test('any other error is logged under an id, and the answer tells the id alone', async () => {
    const failing = async () => Promise.reject(new Error('the password is swordfish'))
    await using control = await startControl({ answers: { 'sources.list': failing } })
    const answer = await control.call('/api/v1/sources')
    const { code, detail } = (await answer.json()) as { code: string; detail: string }
    expect({ status: answer.status, code }).toEqual({ status: 500, code: 'internal' })
    expect(detail).not.toContain('swordfish')
    const [entry] = control.log.entries
    expect(entry).toMatchObject({ event: 'control.failed', fields: { error: new Error('the password is swordfish') } })
    expect(detail).toContain(entry?.fields.id)
  })

  test('an address that does not exist is 404, another method 405 with those that are possible', async () => {
    await using control = await startControl()
    const unknown = await control.call('/api/v1/unknown')
    expect(await unknown.json()).toMatchObject({ status: 404, code: 'not-found' })
    const wrong = await control.call(`/api/v1/sources/${sourceId}`, { method: 'PUT' })
    expect(wrong.headers.get('allow')?.split(', ')).toEqual(expect.arrayContaining(['GET', 'PATCH', 'DELETE']))
    expect(await wrong.json()).toMatchObject({ status: 405, code: 'method-not-allowed' })
  })
})

test('a call ends when its caller goes away', async () => {
  const seen = Promise.withResolvers<AbortSignal>()
  const wait = async (_input: unknown, { signal }: { signal: AbortSignal }) => {
    seen.resolve(signal)
    return new Promise<never>((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('gone'))))
  }
  await using control = await startControl({ answers: { 'requests.wait': wait } })
  const leaving = new AbortController()
  const call = control.call('/api/v1/requests/wait', { signal: leaving.signal })
  const signal = await seen.promise
  leaving.abort()
  await expect(call).rejects.toThrow('aborted')
  if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve))
})

describe('an Idempotency-Key', () => {
  const start = () => {
    let made = 0
    return startControl({ answers: { 'views.create': async () => ({ number: (made += 1) }) as never } })
  }
  const create = (name: string, key: string) => json({ name, q: '' }, { 'idempotency-key': key })

  test('makes a repeated call be answered and not done again', async () => {
    await using control = await start()
    const answers = await Promise.all([1, 2, 3].map(() => control.call('/api/v1/views', create('a', 'key'))))
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201])
    expect(await Promise.all(answers.map((answer) => answer.json()))).toEqual(Array(3).fill({ number: 1 }))
    expect(control.calls).toHaveLength(1)
  })

  test('cannot be used for another call', async () => {
    await using control = await start()
    await control.call('/api/v1/views', create('a', 'key'))
    const other = await control.call('/api/v1/views', create('b', 'key'))
    expect(await other.json()).toMatchObject({ status: 409, code: 'idempotency-conflict' })
    expect(control.calls).toHaveLength(1)
  })

  test('may be tried again after a failure', async () => {
    let tries = 0
    const create2 = async () => {
      tries += 1
      if (tries === 1) throw new AppError('disk-full', 'The disk is full.')
      return { number: tries } as never
    }
    await using control = await startControl({ answers: { 'views.create': create2 } })
    expect((await control.call('/api/v1/views', create('a', 'key'))).status).toBe(507)
    expect((await control.call('/api/v1/views', create('a', 'key'))).status).toBe(201)
  })

  test('of another caller is another key', async () => {
    await using control = await start()
    await control.app.enter('right')
    const init = create('a', 'key')
    await control.call('/api/v1/views', init)
    await control.call('/api/v1/views', {
      ...init,
      headers: { ...init.headers, authorization: 'Bearer session-token' },
    })
    expect(control.calls.filter(({ name }) => name === 'views.create')).toHaveLength(2)
  })
})
