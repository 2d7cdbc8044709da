import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { judge } from '#main/core/requests/judge.ts'
import { createLiveSource } from '#main/core/sources/live-source.ts'
import { handshakes } from '#main/providers/handshakes/handshakes.ts'
import type { ProviderName } from '#shared/model/provider.ts'
import { SourceSettings } from '#shared/model/source.ts'
import type { RequestWishes } from '#test/support/captured-request.ts'
import { capturedRequest } from '#test/support/captured-request.ts'
import { signedByUs } from '#test/support/signed-by-us.ts'
import { discordPublicKey } from '#test/support/signing-secrets.ts'

const secret = 'a secret'

function judged(provider: ProviderName | null, request: ReturnType<typeof capturedRequest>, more: object = {}) {
  const settings = SourceSettings.parse({ name: 'Handshakes', provider, verificationPolicy: 'strict', ...more })
  const secrets = [
    { id: 'sec', name: '', hint: '', createdAt: 0, secret: provider === 'discord' ? discordPublicKey : secret },
  ]
  return judge(request, createLiveSource({ id: 'src', workspaceId: 'default', token: 't', settings, secrets }))
}

const hmacOf = (text: string, encoding: 'hex' | 'base64') => createHmac('sha256', secret).update(text).digest(encoding)
const get = (path: string, headers: Record<string, string> = {}): RequestWishes => ({ method: 'GET', path, headers })

type Case = {
  name: string
  provider: ProviderName | null
  asks: RequestWishes
  body?: string
  headers?: [string, string][]
}

const cases: Case[] = [
  {
    name: 'Slack',
    provider: 'slack',
    asks: { json: { type: 'url_verification', token: 'x', challenge: 'c_1' } },
    body: '{"challenge":"c_1"}',
  },
  {
    name: 'Zoom',
    provider: 'zoom',
    asks: { json: { event: 'endpoint.url_validation', payload: { plainToken: 'qgg8vlvZRS6UYooatFL8Aw' } } },
    body: `{"plainToken":"qgg8vlvZRS6UYooatFL8Aw","encryptedToken":"${hmacOf('qgg8vlvZRS6UYooatFL8Aw', 'hex')}"}`,
  },
  {
    name: 'Meta',
    provider: 'meta',
    asks: get('?hub.mode=subscribe&hub.verify_token=a%20secret&hub.challenge=1158201444'),
    body: '1158201444',
  },
  {
    name: 'X',
    provider: 'x',
    asks: get('?crc_token=abc123'),
    body: `{"response_token":"sha256=${hmacOf('abc123', 'base64')}"}`,
  },
  {
    name: 'CloudEvents',
    provider: null,
    asks: { method: 'OPTIONS', headers: { 'WebHook-Request-Origin': 'e.example.com', 'WebHook-Request-Rate': '120' } },
    headers: [
      ['WebHook-Allowed-Origin', 'e.example.com'],
      ['WebHook-Allowed-Rate', '120'],
    ],
  },
  {
    name: 'Xero',
    provider: null,
    asks: { body: '{"events":[]}', headers: { 'x-xero-signature': hmacOf('{"events":[]}', 'base64') } },
    body: '',
  },
  { name: 'Dropbox', provider: null, asks: get('?challenge=abc'), body: 'abc' },
  { name: 'Microsoft Graph', provider: null, asks: { path: '?validationToken=a%20b%2Bc' }, body: 'a b+c' },
  {
    name: 'Okta',
    provider: null,
    asks: get('', { 'X-Okta-Verification-Challenge': 'v1' }),
    body: '{"verification":"v1"}',
  },
  { name: 'Asana', provider: null, asks: { headers: { 'X-Hook-Secret': 's1' } }, headers: [['X-Hook-Secret', 's1']] },
  {
    name: 'WebSub',
    provider: null,
    asks: get('?hub.mode=subscribe&hub.topic=https%3A%2F%2Fe.example&hub.challenge=w1'),
    body: 'w1',
  },
  {
    name: 'Twitch',
    provider: null,
    asks: {
      body: '{"challenge":"t1"}',
      headers: { 'Twitch-Eventsub-Message-Type': 'webhook_callback_verification' },
    },
    body: 't1',
  },
  {
    name: 'Azure Event Grid',
    provider: null,
    asks: { body: '[{"data":{"validationCode":"g1"}}]', headers: { 'aeg-event-type': 'SubscriptionValidation' } },
    body: '{"validationResponse":"g1"}',
  },
]

describe.each(cases)('the handshake of $name', ({ provider, asks, body, headers = [] }) => {
  const request = capturedRequest(asks)

  test('is answered, by a strict source too, and is kept as what it is', () => {
    const judgement = judged(provider, request)
    expect(judgement).toMatchObject({ state: 'handshake', reason: expect.any(String), reply: { status: 200 } })
    expect(judgement.reply?.headers).toEqual(expect.arrayContaining(headers))
    expect(body === undefined ? judgement.reply?.body : body).toBe(judgement.reply?.body)
  })

  test('is an ordinary request where the source of another sender gets it, or does not answer any', () => {
    expect(judged('stripe', request).state).not.toBe('handshake')
    expect(judged(provider, request, { answersHandshakes: false }).state).not.toBe('handshake')
  })
})

test('Discord’s ping is answered where its signature is right, and refused as it must be where not', () => {
  const ping = signedByUs('discord', capturedRequest({ json: { type: 1, id: '1' } }))
  expect(judged('discord', ping)).toMatchObject({ state: 'handshake', reply: { status: 200, body: '{"type":1}' } })
  const forged = { ...ping, body: Buffer.from('{"type":1,"id":"2"}') }
  expect(judged('discord', forged)).toMatchObject({ state: 'handshake', reply: { status: 401 } })
})

test.each([
  ['Meta’s with another verify token', 'meta', get('?hub.verify_token=other&hub.challenge=1'), 403],
  ['Xero’s with a wrong signature', null, { body: '{"events":[]}', headers: { 'x-xero-signature': 'AAAA' } }, 401],
  // What is signed here would be the signature of a forged event.
  [
    'Zoom’s that would have an event signed',
    'zoom',
    { json: { event: 'endpoint.url_validation', payload: { plainToken: 'v0:1614265330:{}' } } },
    403,
  ],
  ['X’s that would have an event signed', 'x', get('?crc_token=%7B%22a%22%3A1%7D'), 403],
] as const)('%s is refused and tells nothing', (_, provider, asks, status) => {
  const { state, reply } = judged(provider, capturedRequest(asks))
  expect({ state, status: reply?.status }).toEqual({ state: 'handshake', status })
  expect(String(reply?.body)).not.toMatch(/[0-9a-f]{64}|sha256=/)
})

test('there are at least twelve, and what goes back is never taken for a page', () => {
  expect(Object.keys(handshakes).length).toBeGreaterThanOrEqual(12)
  const { reply } = judged(null, capturedRequest(get('?challenge=<script>alert(1)</script>')))
  expect(reply?.headers).toEqual(
    expect.arrayContaining([
      ['Content-Type', 'text/plain; charset=utf-8'],
      ['X-Content-Type-Options', 'nosniff'],
    ]),
  )
})

test('nothing that is sent makes a handshake throw, nor writes a header of its own', () => {
  const names = fc.constantFrom(
    'X-Hook-Secret',
    'WebHook-Request-Origin',
    'X-Okta-Verification-Challenge',
    'x-xero-signature',
  )
  const path = fc.constantFrom(
    '?challenge',
    '?validationToken=%0d%0aSet-Cookie:a=1',
    '?crc_token=%ff',
    '?hub.challenge=1&hub.verify_token',
  )
  fc.assert(
    fc.property(
      fc.constantFrom('GET', 'POST', 'OPTIONS'),
      names,
      fc.string(),
      path,
      fc.json(),
      (method, name, value, query, body) => {
        const { reply } = judged(null, capturedRequest({ method, path: query, headers: { [name]: value }, body }))
        expect((reply?.headers ?? []).some(([header]) => header === 'Set-Cookie')).toBe(false)
      },
    ),
    { numRuns: 500 },
  )
})
