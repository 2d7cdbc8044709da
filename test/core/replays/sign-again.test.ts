import { expect, test } from 'vitest'
import { signAgain } from '#main/core/replays/sign-again.ts'
import type { OpenSecret } from '#main/core/sources/live-source.ts'
import { capturedRequest } from '#test/support/captured-request.ts'

const secret = (text: string, name = ''): OpenSecret => ({ id: text, name, hint: text, createdAt: 0, secret: text })
const request = capturedRequest({
  headers: [
    ['Webhook-Id', 'm'],
    ['X-A', '1'],
    ['webhook-signature', 'v1,old'],
  ],
})
const how = { scheme: null, atSeconds: 1_614_265_330 }
const publicKey = secret('whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4=')

test('the newest secret that can sign is taken and named, and the headers keep their places', () => {
  const secrets = [publicKey, secret('whsec_AAAA', 'live'), secret('whsec_BBBB')]
  const signed = signAgain(request, { ...how, provider: 'standard-webhooks', secrets })
  expect(signed).toMatchObject({
    kind: 'signed',
    secret: 'live (whsec_AAAA)',
    headers: ['webhook-timestamp', 'webhook-signature'],
    request: {
      headers: [
        ['Webhook-Id', 'm'],
        ['X-A', '1'],
        ['webhook-signature', expect.stringMatching(/^v1,[^ ]{44}$/)],
        ['webhook-timestamp', '1614265330'],
      ],
    },
  })
})

test('where none can, the reason of the newest is told', () => {
  const secrets = [publicKey, secret('whsec_%')]
  expect(signAgain(request, { ...how, provider: 'standard-webhooks', secrets })).toMatchObject({
    kind: 'impossible',
    reason: expect.stringContaining('public key'),
  })
  expect(signAgain(request, { ...how, provider: 'stripe', secrets: [] })).toMatchObject({
    reason: expect.stringContaining('Add the signing secret'),
  })
  expect(signAgain(request, { ...how, provider: null, secrets })).toMatchObject({
    reason: expect.stringContaining('Choose a provider'),
  })
})
