import { expect, test } from 'vitest'
import { maskUrl } from '#shared/rules/secret-urls.ts'

test.each([
  ['https://hooks.slack.com/services/T0/B0/s3cr3t', 'https://hooks.slack.com/services/…'],
  ['https://discord.com/api/webhooks/123456/s3cr3t?wait=true', 'https://discord.com/api/webhooks/123456/…'],
  [
    'https://acme.webhook.office.com/webhookb2/s3cr3t@x/IncomingWebhook/y',
    'https://acme.webhook.office.com/webhookb2/…',
  ],
  [
    'https://prod-1.westeurope.logic.azure.com:443/workflows/a/triggers/manual?sig=s3cr3t',
    'https://prod-1.westeurope.logic.azure.com:443/workflows/…',
  ],
  ['https://maker.ifttt.com/trigger/paid/with/key/s3cr3t', 'https://maker.ifttt.com/trigger/…'],
  ['https://HOOKS.zapier.com/hooks/catch/1/s3cr3t/', 'https://HOOKS.zapier.com/hooks/catch/…'],
])('a URL that is a credential is masked: %s', (url, shown) => {
  expect(maskUrl(url)).toBe(shown)
  expect(maskUrl(url)).not.toContain('s3cr3t')
})

test.each([
  'https://example.com/services/a/b',
  'http://127.0.0.1:3000/hooks/catch/1',
  'https://hooks.slack.com/',
  'no url',
])('any other stays as it is: %s', (url) => {
  expect(maskUrl(url)).toBe(url)
})
