import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SourceSettings } from '#shared/model/source.ts'
import { bodyOf } from '#test/support/body-of.ts'
import { inParallel } from '#test/support/in-parallel.ts'
import type { RunningService } from '#test/support/service.ts'
import { runService } from '#test/support/service.ts'

let creel: RunningService

beforeAll(async () => {
  creel = await runService()
})
afterAll(() => creel[Symbol.asyncDispose]())

const json = 'application/json'
const nestedGzip = (depth: number): Buffer =>
  Array.from({ length: depth }).reduce<Buffer>((packed) => gzipSync(packed), Buffer.alloc(10_000_000))
const polluting = '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}'
const millionKeys = `{${Array.from({ length: 1_000_000 }, (_, index) => `"${index}":1`).join(',')}}`.slice(0, 9_999_999)
const manyParts = `${'--b\r\nContent-Disposition: form-data; name="__proto__[polluted]"\r\n\r\n1\r\n'.repeat(10_000)}--b--\r\n`

type Hostile = { type: string; body: string | Buffer; path?: string; headers?: Record<string, string> }

const contents: Record<string, Hostile> = {
  'JSON 100,000 deep': { type: json, body: '['.repeat(100_000) + ']'.repeat(100_000) },
  'objects 100,000 deep': { type: json, body: '{"a":'.repeat(100_000) },
  'JSON with a million keys': { type: json, body: millionKeys },
  'a number of 5 million digits': { type: json, body: `{"id":${'9'.repeat(5_000_000)}}` },
  'a text of 9 million letters': { type: json, body: `{"type":"${'x'.repeat(9_000_000)}"}` },
  'keys twice': { type: json, body: '{"type":"a","type":"b"}' },
  'a prototype in JSON': { type: json, body: polluting },
  'a prototype in a form': {
    type: 'application/x-www-form-urlencoded',
    body: '__proto__[polluted]=1&constructor.prototype.polluted=1',
  },
  'a prototype in the query': { type: json, body: '{}', path: '?__proto__[polluted]=1&__proto__.polluted=1' },
  'a prototype in headers': { type: json, body: '{}', headers: { ['__proto__']: 'polluted', constructor: 'x' } },
  '10,000 parts': { type: 'multipart/form-data; boundary=b', body: manyParts },
  'JSON that says it is a form with files': {
    type: 'multipart/form-data; boundary=b',
    body: '{"files":{"a":{"filepath":"/etc/passwd"}}}',
  },
  'a gzip bomb': { type: json, body: nestedGzip(1), headers: { 'content-encoding': 'gzip' } },
  'a gzip bomb in a gzip bomb': {
    type: json,
    body: nestedGzip(3),
    headers: { 'content-encoding': 'gzip, gzip, gzip' },
  },
  'entities of XML': {
    type: 'application/xml',
    body: '<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><a>&b;</a>',
  },
}

// Every field that an answer can ask for, so that all is read that can be read before the reply.
const curious: Partial<SourceSettings> = {
  answer: {
    status: 200,
    headers: [],
    body: '{{body.__proto__.polluted}}{{body.constructor}}{{query.__proto__}}',
    delayMs: 0,
  },
  answerRules: [
    {
      name: 'never',
      when: {
        combinator: 'or',
        rules: [
          { field: 'body.hasOwnProperty', operator: 'exists' },
          { field: 'query.toString', operator: 'exists' },
          { field: 'header.toString', operator: 'exists' },
          { field: 'body.a.a.a', operator: 'is', value: 'x' },
        ],
      },
      answer: { status: 500, headers: [], body: '', delayMs: 0 },
    },
  ],
}

test(
  'content made to hurt is taken, kept as it came, listed, shown, checked and searched',
  { timeout: 60_000 },
  async () => {
    const { url, id: sourceId } = await creel.call('sources.create', {
      name: 'hostile',
      provider: 'stripe',
      ...curious,
    })
    await creel.call('sources.addSecret', { id: sourceId, secret: 'whsec_0123456789abcdef' })
    const sent = Object.values(contents)
    const statuses: number[] = []
    for (const { type, body, path = '', headers } of sent) {
      const answer = await fetch(`${url}${path}`, {
        method: 'POST',
        body: typeof body === 'string' ? body : new Uint8Array(body),
        headers: { 'content-type': type, ...headers },
      })
      statuses.push(answer.status)
    }
    expect(statuses).toEqual(sent.map(() => 200))

    const { items } = await creel.call('requests.list', { sourceId })
    const bodies = await inParallel(items.toReversed(), async ({ id }) => {
      await creel.call('requests.show', { id })
      await creel.call('requests.verification', { id })
      return bodyOf(creel, id)
    })
    for (const [index, { body }] of sent.entries())
      expect(bodies[index]?.equals(typeof body === 'string' ? Buffer.from(body) : body)).toBe(true)

    for (const q of ['$.a:1', '$.__proto__.polluted:1', '$.id:>5', 'x', '!$.type:b', 'header.__proto__:polluted'])
      expect((await creel.fetch(`/api/v1/requests?q=${encodeURIComponent(q)}`)).status).toBe(200)
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  },
)

test('a packed body is bigger unpacked than Creel would take, and no one unpacked it', () => {
  const bomb = contents['a gzip bomb']?.body as Buffer
  expect(gunzipSync(bomb).length / bomb.length).toBeGreaterThan(900)
})
