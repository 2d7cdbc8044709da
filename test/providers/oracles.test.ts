import { Signature as HubspotSignature } from '@hubspot/api-client/lib/src/utils/signature.js'
import { LinearWebhookClient } from '@linear/sdk/webhooks'
import { Environment, Paddle } from '@paddle/paddle-node-sdk'
import { EventWebhook } from '@sendgrid/eventwebhook'
import '@shopify/shopify-api/adapters/node'
import { ApiVersion, shopifyApi } from '@shopify/shopify-api'
import { verifyKey } from 'discord-interactions'
import { SignJWT, exportSPKI, generateKeyPair, jwtVerify } from 'jose'
import { WebhooksHelper } from 'square'
import twilioSdk from 'twilio'
import { describe, expect, test } from 'vitest'
import type { CapturedRequest } from '#main/core/requests/captured-request.ts'
import { verifyRequest } from '#main/core/verification/verify-request.ts'
import { providers } from '#main/providers/providers.ts'
import type { ProviderName } from '#shared/model/provider.ts'
import { HmacScheme } from '#shared/model/provider.ts'
import { capturedRequest } from '#test/support/captured-request.ts'
import { contextFrom, sampleRequest } from '#test/support/sample-requests.ts'
import { headerOf, signedByUs } from '#test/support/signed-by-us.ts'
import { checking } from '#test/support/signed-requests.ts'
import { discordPublicKey, sendgridKeys, signingSecretOf } from '#test/support/signing-secrets.ts'

const secret = signingSecretOf('slack')
const url = 'https://hooks.example.com/in/token?from=creel'
const nowSeconds = Math.floor(Date.now() / 1000)

const textOf = ({ body }: CapturedRequest): string => Buffer.from(body).toString('utf8')
const edited = (request: CapturedRequest): CapturedRequest => ({ ...request, body: Buffer.from(`${textOf(request)} `) })

const stateOf = (provider: ProviderName, request: CapturedRequest, given = secret): string =>
  verifyRequest(request, checking(provider, [given])).verification.state

/** Each event of a sender, signed by us at this moment. */
function signedNow(provider: ProviderName): CapturedRequest[] {
  const now = new Date()
  return providers[provider].events.map((event) => {
    return signedByUs(provider, sampleRequest(event, contextFrom(3, now)))
  })
}

const shopify = shopifyApi({
  apiKey: 'key',
  apiSecretKey: secret,
  hostName: 'hooks.example.com',
  apiVersion: ApiVersion.October25,
  isEmbeddedApp: false,
  logger: { log: () => undefined },
})
const paddle = new Paddle('key', { environment: Environment.sandbox })
const linear = new LinearWebhookClient(secret)

/** What a sender's own library says of a request. */
const says: Partial<Record<ProviderName, (request: CapturedRequest) => boolean | Promise<boolean>>> = {
  twilio: (request) => twilioSdk.validateRequest(secret, headerOf(request, 'X-Twilio-Signature'), url, formOf(request)),
  shopify: async (request) => {
    const rawRequest = {
      method: 'POST',
      url: '/',
      headers: Object.fromEntries(request.headers.map(([name, value]) => [name.toLowerCase(), value])),
    }
    const { valid } = await shopify.webhooks.validate({ rawBody: textOf(request), rawRequest })
    return valid
  },
  linear: (request) => isTaken(() => linear.verify(Buffer.from(request.body), headerOf(request, 'Linear-Signature'))),
  discord: (request) =>
    verifyKey(
      Buffer.from(request.body),
      headerOf(request, 'X-Signature-Ed25519'),
      headerOf(request, 'X-Signature-Timestamp'),
      discordPublicKey,
    ),
  sendgrid: (request) => {
    const webhook = new EventWebhook()
    const key = sendgridKeys.publicKey.export({ format: 'der', type: 'spki' }).toString('base64')
    return webhook.verifySignature(
      webhook.convertPublicKeyToECDSA(key),
      Buffer.from(request.body),
      headerOf(request, 'X-Twilio-Email-Event-Webhook-Signature'),
      headerOf(request, 'X-Twilio-Email-Event-Webhook-Timestamp'),
    )
  },
  square: (request) =>
    WebhooksHelper.verifySignature({
      requestBody: textOf(request),
      signatureHeader: headerOf(request, 'x-square-hmacsha256-signature'),
      signatureKey: secret,
      notificationUrl: url,
    }),
  hubspot: (request) =>
    HubspotSignature.isValid({
      signatureVersion: 'v3',
      signature: headerOf(request, 'X-HubSpot-Signature-v3'),
      method: 'POST',
      clientSecret: secret,
      requestBody: textOf(request),
      url,
      timestamp: Number(headerOf(request, 'X-HubSpot-Request-Timestamp')),
    }),
  paddle: (request) => paddle.webhooks.isSignatureValid(textOf(request), secret, headerOf(request, 'Paddle-Signature')),
}

const formOf = (request: CapturedRequest) => Object.fromEntries(new URLSearchParams(textOf(request)))

function isTaken(check: () => unknown): boolean {
  try {
    return check() !== false
  } catch {
    return false
  }
}

describe.each(Object.keys(says) as ProviderName[])('the library of %s', (provider) => {
  const ask = says[provider] ?? (() => false)

  test('accepts every event that we sign', async () => {
    for (const request of signedNow(provider)) expect(await ask(request)).toBe(true)
  })

  test('refuses them once a byte is added, as we do', async () => {
    for (const request of signedNow(provider).map(edited)) {
      expect(await ask(request)).toBe(false)
      expect(stateOf(provider, request, signingSecretOf(provider))).toBe('failed')
    }
  })
})

describe('what a library signs is verified', () => {
  test('by Twilio, with the port in the URL and without', () => {
    const params = { From: '+15005550006', Body: 'Grüße & more', Digits: '12' }
    for (const signedUrl of [url, 'https://hooks.example.com:443/in/token?from=creel']) {
      const request = capturedRequest({
        target: '/in/token?from=creel',
        headers: {
          Host: 'hooks.example.com',
          'X-Forwarded-Proto': 'https',
          'Content-Type': 'application/x-www-form-urlencoded',
          'X-Twilio-Signature': twilioSdk.getExpectedTwilioSignature(secret, signedUrl, params),
        },
        body: new URLSearchParams(params).toString(),
      })
      expect(stateOf('twilio', request)).toBe('verified')
    }
  })

  test('by Twilio with the hash of a JSON body in the URL, and not with another body', () => {
    const body = '{"status":"done"}'
    const target = `/in/token?bodySHA256=${twilioSdk.getExpectedBodyHash(body)}`
    const signature = twilioSdk.getExpectedTwilioSignature(secret, `https://hooks.example.com${target}`, {})
    const headers = {
      Host: 'hooks.example.com',
      'Content-Type': 'application/json',
      'X-Twilio-Signature': signature,
    }
    expect(stateOf('twilio', capturedRequest({ target, headers, body }))).toBe('verified')
    expect(stateOf('twilio', capturedRequest({ target, headers, body: `${body} ` }))).toBe('failed')
  })

  test.each(['v1', 'v2'])('by HubSpot in its scheme %s', (version) => {
    const body = '[{"eventId":1}]'
    const options = {
      signatureVersion: version,
      signature: '',
      method: 'POST',
      clientSecret: secret,
      requestBody: body,
      url,
    }
    const headers = {
      Host: 'hooks.example.com',
      'X-HubSpot-Signature-Version': version,
      'X-HubSpot-Signature': HubspotSignature.getSignature('POST', version, options),
    }
    const request = capturedRequest({ target: '/in/token?from=creel', headers, body })
    expect(stateOf('hubspot', request)).toBe('verified')
    expect(stateOf('hubspot', edited(request))).toBe('failed')
    expect(signedByUs('hubspot', request, { secret }).headers).toEqual(request.headers)
  })

  test.each(['HS256', 'HS512'])('by jose with %s, until it ends', async (alg) => {
    const key = new TextEncoder().encode(secret)
    const token = await new SignJWT({ sub: 'ada' })
      .setProtectedHeader({ alg })
      .setExpirationTime(nowSeconds + 60)
      .sign(key)
    const at = (receivedAtMs: number) =>
      capturedRequest({ headers: { Authorization: `Bearer ${token}` }, receivedAtMs })
    expect(stateOf('jwt', at(nowSeconds * 1000))).toBe('verified')
    expect(verifyRequest(at((nowSeconds + 60) * 1000), checking('jwt', [secret])).verification.reason).toBe(
      'timestamp-too-old',
    )
  })

  test.each(['RS256', 'ES256'])('by jose with %s and the public key', async (alg) => {
    const { privateKey, publicKey } = await generateKeyPair(alg)
    const token = await new SignJWT({ sub: 'ada' }).setProtectedHeader({ alg }).sign(privateKey)
    const request = capturedRequest({ headers: { Authorization: `Bearer ${token}` } })
    expect(stateOf('jwt', request, await exportSPKI(publicKey))).toBe('verified')
    expect(stateOf('jwt', request, secret)).toBe('failed')
  })
})

test('jose accepts the token that we sign', async () => {
  const [request] = signedNow('jwt')
  const token = headerOf(request ?? capturedRequest(), 'Authorization').slice('Bearer '.length)
  expect((await jwtVerify(token, new TextEncoder().encode(secret))).payload).toMatchObject({ iat: expect.any(Number) })
})

test('a token is not verified by its own public key taken as a shared secret, nor without an algorithm', async () => {
  const { publicKey } = await generateKeyPair('RS256')
  const pem = await exportSPKI(publicKey)
  const forged = await new SignJWT({}).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(pem))
  const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.e30.`
  for (const token of [forged, none, none.slice(0, -1)]) {
    expect(stateOf('jwt', capturedRequest({ headers: { Authorization: `Bearer ${token}` } }), pem)).toBe('failed')
  }
})

describe('the examples of the standards', () => {
  test('RFC 4231, case 2', () => {
    const signature = '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843'
    const request = capturedRequest({ headers: { 'X-Signature': signature }, body: 'what do ya want for nothing?' })
    const how = checking('hmac', ['Jefe'], { hmac: HmacScheme.parse({}) })
    expect(verifyRequest(request, how).verification.state).toBe('verified')
  })

  test('RFC 7617 and RFC 6750', () => {
    const basic = capturedRequest({ headers: { Authorization: 'Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==' } })
    expect(stateOf('basic', basic, 'Aladdin:open sesame')).toBe('verified')
    const bearer = capturedRequest({ headers: { Authorization: 'Bearer mF_9.B5f-4.1JqM' } })
    expect(stateOf('bearer', bearer, 'mF_9.B5f-4.1JqM')).toBe('verified')
    expect(stateOf('bearer', bearer, 'mF_9.B5f-4.1Jq')).toBe('failed')
  })
})

describe('a URL that is signed', () => {
  const sign = (request: CapturedRequest, canonicalUrl?: string) =>
    signedByUs('square', request, canonicalUrl === undefined ? {} : { canonicalUrl })
  const canonicalUrl = 'https://hooks.example.com/square'

  test('is the one that the source names, and no other then', () => {
    const request = capturedRequest({ path: '', headers: { Host: '127.0.0.1:4400' }, body: '{}' })
    const signed = sign(request, canonicalUrl)
    const how = checking('square', [secret], { canonicalUrl })
    expect(verifyRequest(signed, how).verification.state).toBe('verified')
    expect(stateOf('square', signed)).toBe('failed')
    expect(verifyRequest(sign(request), how).verification.state).toBe('failed')
  })

  test('is told by the headers of the way where the source names none', () => {
    const request = capturedRequest({ target: '/in/token', headers: { Host: '127.0.0.1:4400' }, body: '{}' })
    const signed = sign(request, 'https://public.example.com/in/token')
    const headers = [
      ...signed.headers,
      ['X-Forwarded-Host', 'public.example.com'],
      ['X-Forwarded-Proto', 'https'],
    ] as const
    expect(stateOf('square', signed)).toBe('failed')
    expect(stateOf('square', { ...signed, headers })).toBe('verified')
  })
})

test('a body that carries its own signature is signed again in it, all other bytes as they were', () => {
  const [first] = providers.mailgun.events
  if (!first) throw new Error('no sample')
  const request = sampleRequest(first, contextFrom(5))
  const signed = signedByUs('mailgun', request)
  expect(textOf(signed).replace(/"signature":"[0-9a-f]{64}"/, '"signature":""')).toBe(textOf(request))
  expect(providers.mailgun.sign(capturedRequest({ body: '{}' }), { secret, atSeconds: 1, scheme: null })).toMatchObject(
    {
      kind: 'impossible',
    },
  )
})
