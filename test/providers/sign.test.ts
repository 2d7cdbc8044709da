import { verify as verifyGithub } from '@octokit/webhooks-methods'
import { Webhook } from 'standardwebhooks'
import Stripe from 'stripe'
import { describe, expect, test } from 'vitest'
import { verifyRequest } from '#main/core/verification/verify-request.ts'
import { providers } from '#main/providers/providers.ts'
import type { SigningWith } from '#main/providers/provider.ts'
import { withHeader } from '#shared/model/header-pairs.ts'
import { HmacScheme } from '#shared/model/provider.ts'
import { capturedRequest } from '#test/support/captured-request.ts'
import { checking, requestOf, signedRequests } from '#test/support/signed-requests.ts'

const signWith = (changes: Partial<SigningWith>): SigningWith => ({
  secret: 'a secret',
  atSeconds: 1_614_265_330,
  scheme: null,
  ...changes,
})

const timeOf = (headers: Record<string, string>): string | undefined =>
  headers['webhook-timestamp'] ??
  headers['svix-timestamp'] ??
  headers['X-Slack-Request-Timestamp'] ??
  /t=(\d+)/.exec(headers['Stripe-Signature'] ?? '')?.[1]

describe.each(signedRequests.filter(({ secret }) => !secret.startsWith('whpk_')))('$name', (vector) => {
  test('is signed again to the letter, with the same secret for the same moment', () => {
    const request = requestOf(vector)
    const atSeconds = Number(timeOf(vector.headers) ?? 0)
    const signing = providers[vector.provider].sign(request, signWith({ secret: vector.secret, atSeconds }))
    const headers = signing.kind === 'signed' ? signing.headers : []
    expect(headers.length).toBeGreaterThan(0)
    expect(headers.reduce((pairs, [name, value]) => withHeader(pairs, name, value), request.headers)).toEqual(
      request.headers,
    )
  })
})

describe('an edited request that is signed again', () => {
  const now = Math.floor(Date.now() / 1000)
  const body = Buffer.from('{"id":"evt_1","edited":"wörld"}')

  test('is accepted by Stripe’s own library', () => {
    const secret = 'whsec_test'
    const request = capturedRequest({ body, headers: { 'Stripe-Signature': 't=1,v1=00' } })
    const signing = providers.stripe.sign(request, signWith({ secret, atSeconds: now }))
    const header = signing.kind === 'signed' ? (signing.headers[0]?.[1] ?? '') : ''
    expect(new Stripe('sk_test_none').webhooks.constructEvent(body, header, secret)).toMatchObject({ id: 'evt_1' })
  })

  test('is accepted by GitHub’s own library', async () => {
    const signing = providers.github.sign(capturedRequest({ body }), signWith({ secret: 'gh' }))
    const header = signing.kind === 'signed' ? (signing.headers[0]?.[1] ?? '') : ''
    expect(await verifyGithub('gh', body.toString(), header)).toBe(true)
    expect(await verifyGithub('other', body.toString(), header)).toBe(false)
  })

  test('is accepted by the library of Standard Webhooks', () => {
    const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
    const request = capturedRequest({ body, headers: { 'webhook-id': 'msg_1' } })
    const signing = providers['standard-webhooks'].sign(request, signWith({ secret, atSeconds: now }))
    const headers = { 'webhook-id': 'msg_1', ...Object.fromEntries(signing.kind === 'signed' ? signing.headers : []) }
    expect(new Webhook(secret).verify(body.toString(), headers)).toMatchObject({ id: 'evt_1' })
  })

  const timed = { timestampHeader: 'X-Time', content: 'v0:{timestamp}:{body}', prefix: 'v0=' }
  test.each([
    { name: 'the body alone', scheme: {}, before: {} },
    { name: 'SHA-512 in base 64', scheme: { algorithm: 'sha512', encoding: 'base64' } as const, before: {} },
    { name: 'a time in seconds', scheme: timed, before: { 'X-Time': '1614265000' } },
    { name: 'a time in milliseconds', scheme: timed, before: { 'X-Time': '1614265000123' } },
  ])('by HMAC over $name is verified', ({ scheme: wishes, before }) => {
    const scheme = HmacScheme.parse(wishes)
    const request = capturedRequest({ body, headers: before })
    const signing = providers.hmac.sign(request, signWith({ scheme, atSeconds: 1_614_265_331 }))
    const set = signing.kind === 'signed' ? signing.headers : []
    const headers = set.reduce((pairs, [name, value]) => withHeader(pairs, name, value), request.headers)
    const checked = { ...request, headers, receivedAtMs: 1_614_265_333_000 }
    const { verification } = verifyRequest(checked, checking('hmac', ['a secret'], { hmac: scheme }))
    expect(verification).toMatchObject({ state: 'verified', skewSeconds: 'X-Time' in before ? 2 : null })
  })
})

describe('what cannot be signed says why', () => {
  const whpk = 'whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4='
  test.each([
    ['github', '', {}, 'empty'],
    ['stripe', '', {}, 'empty'],
    ['hmac', '', {}, 'empty'],
    ['standard-webhooks', 'whsec_AAAA', {}, 'webhook-id is missing'],
    ['standard-webhooks', whpk, { 'webhook-id': 'm' }, 'public key'],
    ['standard-webhooks', 'whsec_%%', { 'webhook-id': 'm' }, 'base 64'],
    ['standard-webhooks', 'whsk_AAAA', { 'webhook-id': 'm' }, 'base 64'],
  ] as const)('%s with the secret “%s”', (provider, secret, headers, words) => {
    const signing = providers[provider].sign(capturedRequest({ headers }), signWith({ secret }))
    expect(signing).toMatchObject({ kind: 'impossible', reason: expect.stringContaining(words) })
  })

  test('an HMAC scheme that signs a timestamp and names no header for it', () => {
    const scheme = HmacScheme.parse({ content: '{timestamp}.{body}' })
    expect(providers.hmac.sign(capturedRequest(), signWith({ scheme }))).toMatchObject({ kind: 'impossible' })
  })
})

test('an old GitHub server’s request is signed with the SHA-1 alone, a usual one with both where both came', () => {
  const names = (headers: Record<string, string>) => {
    const signing = providers.github.sign(capturedRequest({ headers }), signWith({}))
    return signing.kind === 'signed' ? signing.headers.map(([name]) => name) : []
  }
  expect(names({ 'X-Hub-Signature': 'sha1=0' })).toEqual(['X-Hub-Signature'])
  expect(names({ 'X-Hub-Signature': 'sha1=0', 'X-Hub-Signature-256': 'sha256=0' })).toEqual([
    'X-Hub-Signature',
    'X-Hub-Signature-256',
  ])
})
