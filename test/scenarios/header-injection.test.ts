import { describe, expect, test } from 'vitest'
import { hopHeaders } from '#shared/model/header-pairs.ts'
import { WebhookSettings } from '#shared/model/webhook.ts'
import { openRawSink } from '#test/support/raw-sink.ts'
import { runService } from '#test/support/service.ts'

const wanted = { name: 'Orders', url: 'https://hooks.example.com/', events: ['*'] }

const controls = [...Array.from({ length: 32 }, (_, code) => code), 127].map((code) => String.fromCharCode(code))
const notTokens = ['é', '☕', '\ud800', ...'"(),/:;<=>?@[\\]{} '.split('')]
const injections = [
  '\r\nX-Evil: 1',
  '\nX-Evil: 1',
  '\rX-Evil: 1',
  '\r\n\r\nGET /evil HTTP/1.1\r\n',
  '\0',
  '\u{10ffff}',
  '\u010a\u010d',
]

// A sender that cuts letters down to bytes would make CR, LF and NUL of these.
const lookalikes = [0x0a, 0x0d, 0x00].flatMap((low) =>
  [0x01, 0x0a, 0x0d, 0x1f, 0x20, 0x30, 0x4e, 0x56, 0x65, 0x9f, 0xff].map((high) =>
    String.fromCharCode(high * 256 + low),
  ),
)

/** A text with another at its start, in its middle and at its end. */
const around = (text: string, part: string): string[] => [
  `${part}${text}`,
  `${text.slice(0, 2)}${part}${text.slice(2)}`,
  `${text}${part}`,
]

const badNames = [
  '',
  'x'.repeat(101),
  'x'.repeat(100_000),
  ...[...controls, ...notTokens, ...injections, ...lookalikes].flatMap((part) => around('X-Mine', part)),
  ...[...hopHeaders].flatMap((name) => [name, name.toUpperCase()]),
  'Content-Type',
  'Content-Encoding',
  'Webhook-Id',
]
const badValues = [
  'x'.repeat(100_000),
  ...[
    ...controls.filter((character) => character !== '\t'),
    '☕',
    '\u0100',
    '\ud800',
    ...injections,
    ...lookalikes,
  ].flatMap((part) => around('value', part)),
]

/** The fields that are wrong, by their paths. */
const faultsOf = (settings: object): string[] =>
  WebhookSettings.safeParse({ ...wanted, ...settings }).error?.issues.map(({ path }) => path.join('.')) ?? []

describe('more than 500 names and values that could end a header or a request', () => {
  test('are refused in a webhook’s own headers, by field', () => {
    expect(badNames.length + badValues.length).toBeGreaterThan(500)
    const accepted = [
      ...badNames.filter((name) => !faultsOf({ headers: [{ name, value: 'x' }] }).includes('headers.0.name')),
      ...badValues.filter((value) => !faultsOf({ headers: [{ name: 'X-Mine', value }] }).includes('headers.0.value')),
    ]
    expect(accepted).toEqual([])
  })

  test('are refused in its authentication', () => {
    const accepted = [
      ...badValues.filter((secret) => !faultsOf({ auth: { kind: 'bearer', secret } }).includes('auth.secret')),
      ...badValues.filter(
        (username) => !faultsOf({ auth: { kind: 'basic', username, secret: 'x' } }).includes('auth.username'),
      ),
      ...badNames
        .filter((name) => !/^(content-|webhook-id)/i.test(name))
        .filter((header) => !faultsOf({ auth: { kind: 'api-key', header, secret: 'x' } }).includes('auth.header')),
    ]
    expect(accepted).toEqual([])
  })

  test('are refused in a signature of one’s own', () => {
    const schemeOf = (scheme: object): object => ({
      signatures: [{ profile: 'custom', scheme: { header: 'X-Sig', ...scheme } }],
    })
    const isAccepted = (scheme: object): boolean => faultsOf(schemeOf(scheme)).length === 0
    const names = badNames.filter((name) => !/^(content-|webhook-id)/i.test(name))
    const accepted = [
      ...names.filter((header) => isAccepted({ header })),
      ...names.filter((name) => isAccepted({ headers: [[name, 'x']] })),
      ...badValues.filter((value) => isAccepted({ start: value })),
      ...badValues.filter((value) => isAccepted({ item: `{signature}${value}` })),
      ...badValues.filter((value) => isAccepted({ headers: [['X-Mine', value]] })),
    ]
    expect(accepted).toEqual([])
  })
})

test('over the API the answer names the field, and nothing is made', async () => {
  await using creel = await runService()
  const headers = [
    { name: 'X-Fine', value: 'x' },
    { name: 'X-Mine', value: 'a\r\nX-Evil: 1' },
  ]
  await expect(creel.call('webhooks.create', { ...wanted, headers })).rejects.toMatchObject({
    code: 'bad-input',
    errors: [{ path: 'headers.1.value' }],
  })
  expect((await creel.call('webhooks.list', {})).items).toEqual([])
})

test('what is accepted arrives as it is, and nothing beside it', async () => {
  await using sink = await openRawSink()
  await using creel = await runService()
  const headers = [
    { name: 'X-Latin', value: 'Grüße \xff' },
    { name: 'X-Tab', value: 'a\tb' },
    { name: 'X-Long', value: 'x'.repeat(8000) },
    { name: "x!#$%&'*+.^_`|~1", value: ': , ; = "' },
    { name: 'X-Empty', value: '' },
  ]
  await creel.call('webhooks.create', { ...wanted, url: sink.url, headers })
  await creel.call('events.publish', { type: 'order.paid', data: { note: '\r\nX-Evil: 1' } })
  await expect.poll(() => sink.requests.length, { timeout: 15_000 }).toBe(1)
  const sunk = sink.requests[0]?.headers ?? []
  const own = sunk.filter(([name]) => headers.some((header) => header.name === name))
  expect(own).toEqual(headers.map(({ name, value }) => [name, value]))
  expect(
    sunk.map(([name]) => name.toLowerCase()).filter((name) => !headers.some((own) => own.name.toLowerCase() === name)),
  ).toEqual([
    'host',
    'connection',
    'content-type',
    'webhook-id',
    'webhook-timestamp',
    'webhook-signature',
    'x-taskflow-event',
    'x-taskflow-delivery-id',
    'x-taskflow-signature',
    'user-agent',
    'creel-hops',
    'content-length',
  ])
})
