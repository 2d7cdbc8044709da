import { createHmac } from 'node:crypto'
import { verify } from '@octokit/webhooks-methods'
import { Webhook } from 'standardwebhooks'
import Stripe from 'stripe'
import { Webhook as SvixWebhook } from 'svix'
import { describe, expect, test } from 'vitest'
import { signDelivery } from '#main/core/webhooks/sign-delivery.ts'
import type { SignedMessage } from '#main/core/webhooks/sign-delivery.ts'
import type { SignatureChoice } from '#shared/rules/signature-profiles.ts'
import { SignatureProfileName, usualSignatures } from '#shared/rules/signature-profiles.ts'
import { deliveryVectors, messageOf } from '#test/support/delivery-vectors.ts'

const first = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
const second = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD'
const stranger = 'whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'
const bodies = ['{"id":"evt_1","type":"ping","data":{"name":"Ünï 🐟"}}', '{}', `{"long":"${'x'.repeat(100_000)}"}`]

const message = (body: string): SignedMessage => ({
  eventId: 'evt_1',
  deliveryId: 'del_1',
  eventType: 'task.created',
  at: Date.now(),
  body: Buffer.from(body),
})

function headersOf(choices: readonly SignatureChoice[], secrets: string[], signed: SignedMessage) {
  const signing = signDelivery(choices, secrets, signed)
  return signing.kind === 'signed' ? Object.fromEntries(signing.headers) : { unsignable: signing.reason }
}

const says = (check: () => unknown): boolean => {
  try {
    check()
    return true
  } catch {
    return false
  }
}

test.each(deliveryVectors)('$name', (vector) => {
  const signing = signDelivery(vector.signatures, vector.secrets, messageOf(vector))
  expect(signing).toEqual({ kind: 'signed', headers: Object.entries(vector.headers) })
})

/** What a receiver that knows one secret says of a body and its headers, with the library that it would use. */
const oracles: Record<string, (secret: string, body: string, headers: Record<string, string>) => Promise<boolean>> = {
  standardwebhooks: async (secret, body, headers) => says(() => new Webhook(secret).verify(body, headers)),
  svix: async (secret, body, headers) => says(() => new SvixWebhook(secret).verify(body, headers)),
  stripe: async (secret, body, headers) =>
    says(() => Stripe.webhooks.constructEvent(body, headers['Stripe-Signature'] ?? '', secret)),
  '@octokit/webhooks-methods': (secret, body, headers) => verify(secret, body, headers['X-Hub-Signature-256'] ?? ''),
}

describe.each([
  { library: 'standardwebhooks', profile: 'standard' as const, holdsSeveral: true },
  { library: 'svix', profile: 'standard' as const, holdsSeveral: true },
  { library: 'stripe', profile: 'stripe' as const, holdsSeveral: true },
  { library: '@octokit/webhooks-methods', profile: 'github' as const, holdsSeveral: false },
])('$library', ({ library, profile, holdsSeveral }) => {
  const accepts = oracles[library] ?? (() => Promise.reject(new Error('no oracle')))

  test.each(bodies)('accepts what is signed by the profile, and nothing else: %.30s', async (body) => {
    const headers = headersOf([{ profile }], [first], message(body))
    expect(await accepts(first, body, headers)).toBe(true)
    expect(await accepts(stranger, body, headers)).toBe(false)
    expect(await accepts(first, `${body} `, headers)).toBe(false)
  })

  test(`during a rotation ${holdsSeveral ? 'accepts either secret' : 'still accepts the old secret alone'}`, async () => {
    const headers = headersOf([{ profile }], [first, second], message('{}'))
    expect(await accepts(first, '{}', headers)).toBe(true)
    expect(await accepts(second, '{}', headers)).toBe(holdsSeveral)
    expect(await accepts(stranger, '{}', headers)).toBe(false)
  })

  test('after the rotation accepts the new secret alone', async () => {
    const headers = headersOf([{ profile }], [second], message('{}'))
    expect(await accepts(second, '{}', headers)).toBe(true)
    expect(await accepts(first, '{}', headers)).toBe(false)
  })
})

test('during a rotation a receiver can try the new secret on the header that comes next', async () => {
  const headers = headersOf([{ profile: 'github' }], [first, second], message('{}'))
  expect(await verify(second, '{}', headers['X-Hub-Signature-256-Next'] ?? '')).toBe(true)
  expect(await verify(first, '{}', headers['X-Hub-Signature-256-Next'] ?? '')).toBe(false)
})

test('a delivery may carry several signatures, each right by itself', () => {
  const headers = headersOf(usualSignatures, [first], message('{}'))
  expect(says(() => new Webhook(first).verify('{}', headers))).toBe(true)
  expect(headers['X-TaskFlow-Signature']).toBe(`sha256=${createHmac('sha256', first).update('{}').digest('hex')}`)
})

test('bytes that are no text are signed like any other', () => {
  const body = Buffer.from([0xff, 0xfe, 0x00, 0x0a])
  const headers = headersOf([{ profile: 'taskflow' }], ['s'], { ...message(''), body })
  expect(headers['X-TaskFlow-Signature']).toBe(`sha256=${createHmac('sha256', 's').update(body).digest('hex')}`)
})

test('the timestamp is that of the attempt, in whole seconds', () => {
  const headers = headersOf([{ profile: 'group' }], ['s'], { ...message('{}'), at: 1_765_802_096_999 })
  expect(headers['X-Timestamp']).toBe('1765802096')
})

test.each([
  [[], 'standard', /no secret/],
  [[''], 'taskflow', /empty/],
  [['your_generated_secret_key'], 'standard', /base 64/],
  [['whsec_'], 'standard', /base 64/],
  [[first, 'not base 64'], 'standard', /base 64/],
  [['whsk_AAAA'], 'standard', /64 bytes/],
  [['whsk_AAAA'], 'taskflow', /whsk_/],
] as const)('the secrets %j cannot sign by %s, and it is said why', (secrets, profile, words) => {
  expect(headersOf([{ profile }], [...secrets], message('{}'))['unsignable']).toMatch(words)
})

test('no signature is no header', () => {
  expect(signDelivery([], [], message('{}'))).toEqual({ kind: 'signed', headers: [] })
})

test('every profile signs every kind of secret that is generated', () => {
  for (const profile of SignatureProfileName.options) {
    expect(signDelivery([{ profile }], [first], message('{}')).kind).toBe('signed')
  }
})
