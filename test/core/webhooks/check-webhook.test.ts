import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { WebhookSettings } from '#shared/model/webhook.ts'
import type { EgressMode } from '#shared/rules/egress.ts'
import { createRefusal } from '#main/core/security/egress-policy.ts'
import { checkWebhook } from '#main/core/webhooks/check-webhook.ts'

const certificate = readFileSync(new URL(import.meta.resolve('#test/fixtures/tls/localhost.pem')), 'utf8')
const own = { controlPort: 4401 }

function settingsOf(given: object) {
  return WebhookSettings.parse({ name: 'Orders', url: 'https://hooks.example.com/', events: ['*'], ...given })
}

const faultOf = (given: object, { mode = 'local' as EgressMode, before = null as object | null } = {}) => {
  const egress = { mode, refusalOf: createRefusal({ mode, allowed: ['10.9.0.0/16'] }, () => own.controlPort) }
  try {
    checkWebhook(settingsOf(given), { before: before && settingsOf(before), egress, own })
    return null
  } catch (error) {
    return (error as Error).message
  }
}

test.each([
  ['http://127.0.0.1:8080/', 'this computer itself'],
  ['http://localhost:8080/', 'this computer itself'],
  ['https://app.localhost/', 'this computer itself'],
  ['http://10.0.0.1/', 'a private network'],
  ['http://0xc0a80101/', 'a private network'],
  ['http://[::ffff:192.168.1.1]/', 'a private network'],
  ['http://100.64.0.1/', 'the network of a provider'],
])('under remote %s is refused when the webhook is made', (url, what) => {
  expect(faultOf({ url }, { mode: 'remote' })).toContain(what)
  expect(faultOf({ url })).toBe(null)
})

test.each(['http://10.9.0.1/', 'https://hooks.example.com/', 'http://93.184.216.34/'])('%s is not', (url) => {
  expect(faultOf({ url }, { mode: 'remote' })).toBe(null)
})

test.each(['http://169.254.169.254/', 'http://2852039166/', 'http://[fd00:ec2::254]/'])(
  'the metadata service %s is refused under either policy, and no policy is said to allow it',
  (url) => {
    for (const mode of ['local', 'remote'] as const) expect(faultOf({ url }, { mode })).toContain('no egress policy')
  },
)

test.each(['http://127.0.0.1:4401/', 'http://localhost:4401/', 'http://[::1]:4401/'])(
  'the control port, %s, is refused even where it was the target before',
  (url) => {
    expect(faultOf({ url }, { before: { url } })).toContain('control port')
  },
)

const key = readFileSync(new URL(import.meta.resolve('#test/fixtures/tls/localhost-key.pem')), 'utf8')

test.each([
  'rubbish',
  `${certificate}${key}`,
  `${certificate}-----BEGIN CERTIFICATE-----\nMIIB`,
  '-----BEGIN CERTIFICATE-----\nrubbish\n-----END CERTIFICATE-----',
  '',
])('the authority “%s” is no certificate', (authority) => {
  expect(faultOf({ tls: { authority } })).toContain('tls.authority')
})

test('one certificate or several are an authority', () => {
  expect(faultOf({ tls: { authority: certificate } })).toBe(null)
  expect(faultOf({ tls: { authority: `${certificate}\n${certificate}` } })).toBe(null)
})

test.each(['exponential', 'linear'] as const)('of %s delays the first is not longer than the longest', (kind) => {
  const retry = { kind, firstSeconds: 60, maxSeconds: 30, attempts: 3 }
  expect(faultOf({ retry })).toContain('retry.maxSeconds')
  expect(faultOf({ retry: { ...retry, maxSeconds: 60 } })).toBe(null)
})

test('what was there before is no fault of another change', () => {
  const before = {
    url: 'http://10.0.0.1/',
    tls: { authority: 'rubbish' },
    retry: { kind: 'linear', firstSeconds: 60, maxSeconds: 30, attempts: 3 },
  }
  expect(faultOf({ ...before, name: 'Renamed' }, { mode: 'remote', before })).toBe(null)
})
