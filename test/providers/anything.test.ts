import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readEvent } from '#main/core/events/read-event.ts'
import { chooseAnswer } from '#main/core/rules/choose-answer.ts'
import { requestFacts } from '#main/core/rules/request-facts.ts'
import { explainVerification } from '#main/core/verification/explain-verification.ts'
import { verifyRequest } from '#main/core/verification/verify-request.ts'
import { Answer } from '#shared/model/answer.ts'
import { ProviderName } from '#shared/model/provider.ts'
import { VerificationReport } from '#shared/model/verification.ts'
import { capturedRequest } from '#test/support/captured-request.ts'
import { propertyRuns } from '#test/support/mutations.ts'

const names = [
  'X-Hub-Signature-256',
  'X-Hub-Signature',
  'X-GitHub-Event',
  'X-GitHub-Delivery',
  'Stripe-Signature',
  'webhook-id',
  'webhook-timestamp',
  'webhook-signature',
  'svix-id',
  'svix-signature',
  'X-Signature',
  'X-Time',
  'Content-Type',
  'X-Slack-Signature',
  'X-Slack-Request-Timestamp',
  'X-Shopify-Hmac-SHA256',
  'X-Twilio-Signature',
  'X-Twilio-Email-Event-Webhook-Signature',
  'X-Twilio-Email-Event-Webhook-Timestamp',
  'X-Signature-Ed25519',
  'X-Signature-Timestamp',
  'X-Gitlab-Token',
  'X-HubSpot-Signature',
  'X-HubSpot-Signature-v3',
  'X-HubSpot-Request-Timestamp',
  'Paddle-Signature',
  'x-square-hmacsha256-signature',
  'Authorization',
  'PAYPAL-TRANSMISSION-SIG',
  'PAYPAL-TRANSMISSION-ID',
  'PAYPAL-TRANSMISSION-TIME',
  'PAYPAL-CERT-URL',
  'PAYPAL-AUTH-ALGO',
  'Host',
]

const latin1 = fc.uint8Array({ maxLength: 80 }).map((bytes) => Buffer.from(bytes).toString('latin1'))
const likely = fc.constantFrom(
  'v1,',
  'v1a,AAAA',
  't=1,v1=00',
  'sha256=',
  'push',
  'application/x-www-form-urlencoded',
  `v1,${Buffer.alloc(32).toString('base64')}`,
  `v1a,${Buffer.alloc(64).toString('base64')}`,
  `t=1614265330,v1=${'0'.repeat(64)}`,
  '1614265330',
  'ts=1614265330;h1=00',
  '0'.repeat(128),
  Buffer.alloc(32).toString('base64'),
  'Bearer eyJhbGciOiJFUzI1NiJ9.e30.AAAA',
  'Bearer eyJhbGciOiJub25lIn0.e30.AAAA',
  'Basic AAAA',
  'SHA256withRSA',
  'https://api.paypal.com/v1/notifications/certs/CERT-1',
  'hooks.example.com:443',
)
const headers = fc.array(fc.tuple(fc.constantFrom(...names), fc.oneof(latin1, likely)), { maxLength: 12 })
const body = fc.oneof(
  fc.uint8Array({ maxLength: 300 }),
  fc.json({ maxDepth: 4 }).map((text) => Buffer.from(text)),
  fc
    .constantFrom('{"__proto__":{"type":"x"}}', '{"type":{"toString":1}}', '[[[[', 'payload=%7B%7D&a=%ff', '\ufeff{}')
    .map((text) => Buffer.from(text)),
)
const secrets = fc.array(
  fc.oneof(
    fc.string(),
    fc.constantFrom(
      '',
      'whsec_',
      'whpk_AAAA',
      'whsk_',
      'whsec_AAAA',
      'AAAA\n-----BEGIN',
      'https://a:b@auth.example.com/',
      `whpk_${Buffer.alloc(32).toString('base64')}`,
    ),
  ),
  { maxLength: 3 },
)

const scheme = {
  header: 'X-Signature',
  algorithm: 'sha256',
  encoding: 'base64',
  prefix: 'v1,',
  timestampHeader: 'X-Time',
  content: '{timestamp}{body}{body}',
} as const

const answer = Answer.parse({ body: '{{body.a}} {{body.__proto__.x}} {{query.b}} {{header.webhook-id}}' })

test(`nothing that is sent makes anything throw (${propertyRuns} requests)`, () => {
  fc.assert(
    fc.property(
      fc.constantFrom(null, ...ProviderName.options),
      headers,
      body,
      fc.string(),
      secrets,
      (provider, pairs, bytes, path, given) => {
        const request = capturedRequest({ headers: pairs, body: bytes, path })
        const how = {
          provider,
          hmac: provider === 'hmac' ? scheme : null,
          policy: 'strict' as const,
          toleranceSeconds: 300,
          secrets: given.map((secret, index) => ({ id: `sec_${index}`, secret, hint: `…${index}` })),
        }
        const result = verifyRequest(request, how)
        const report = explainVerification(request, how)
        expect(VerificationReport.parse(report)).toMatchObject(result.verification)
        const { summary } = readEvent(request, result.provider)
        expect(summary?.length ?? 0).toBeLessThanOrEqual(240)
        expect(summary ?? '').not.toMatch(/\p{Cc}/u)
        chooseAnswer({ answer, answerRules: [] }, requestFacts(request, result.provider))
      },
    ),
    { numRuns: propertyRuns },
  )
})
