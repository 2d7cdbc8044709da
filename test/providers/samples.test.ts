import { execFileSync, spawnSync } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { providers } from '#main/providers/providers.ts'
import { HmacScheme, ProviderName } from '#shared/model/provider.ts'
import { signedRequestOf } from '#test/support/signed-requests.ts'

const codeOf = (name: ProviderName, language: string, scheme: HmacScheme | null = null): string =>
  providers[name].samples(scheme).find((sample) => sample.language === language)?.code ?? ''

const secret = 'it’s a secret'
const body = '{"hello":"wörld"}'
const time = String(Math.floor(Date.now() / 1000))
const timed = HmacScheme.parse({
  header: 'X-Sig',
  prefix: 'v0=',
  encoding: 'base64',
  timestampHeader: 'X-Time',
  content: 'v0:{timestamp}:{body}',
})
const timedHeaders = {
  'X-Time': time,
  'X-Sig': `v0=${createHmac('sha256', secret).update(`v0:${time}:${body}`).digest('base64')}`,
}
const github = signedRequestOf('github')

/** For the samples that return true or false: what they are called with, and what each call says. */
const cases = [
  {
    name: 'github' as const,
    scheme: null,
    calls: [
      { ...github, says: true },
      { ...github, body: `${github.body} `, says: false },
      { ...github, headers: {}, says: false },
    ],
  },
  {
    name: 'hmac' as const,
    scheme: timed,
    calls: [
      { headers: timedHeaders, body, secret, says: true },
      { headers: { ...timedHeaders, 'X-Time': '1' }, body, secret, says: false },
      { headers: { ...timedHeaders, 'X-Sig': 'ü' }, body, secret, says: false },
    ],
  },
]

const lowerCased = (headers: Record<string, string>) =>
  Object.fromEntries(Object.entries(headers).map(([key, value]) => [key.toLowerCase(), value]))

const runNode = (code: string): string =>
  execFileSync(process.execPath, ['--input-type=module', '-'], { input: code, encoding: 'utf8' }).trim()

describe.each(cases)('the samples of $name', ({ name, scheme, calls }) => {
  const expected = calls.map(({ says }) => String(says))

  test('in Node say what is genuine', () => {
    const lines = calls.map(
      (call) =>
        `console.log(isGenuine(Buffer.from(${JSON.stringify(call.body)}), ${JSON.stringify(lowerCased(call.headers))}, ${JSON.stringify(call.secret)}))`,
    )
    expect(runNode([codeOf(name, 'Node', scheme), ...lines].join('\n')).split('\n')).toEqual(expected)
  })

  const hasPython = spawnSync('python3', ['--version']).status === 0
  test.runIf(hasPython)('in Python say what is genuine', () => {
    const lines = calls.map(
      (call) =>
        `print(is_genuine(${JSON.stringify(call.body)}.encode(), ${JSON.stringify(call.headers)}, ${JSON.stringify(call.secret)}))`,
    )
    const input = [codeOf(name, 'Python', scheme), ...lines].join('\n')
    const output = execFileSync('python3', ['-'], { input, encoding: 'utf8' })
    expect(output.trim().toLowerCase().split('\n')).toEqual(expected)
  })
})

test('the Node sample of Stripe accepts what Stripe signs and nothing else', () => {
  const script = `${codeOf('stripe', 'Node')}
    const header = Stripe.webhooks.generateTestHeaderString({ payload: '{"id":"evt_1"}', secret: 'whsec_x' })
    console.log(readGenuine(Buffer.from('{"id":"evt_1"}'), { 'stripe-signature': header }, 'whsec_x').id)
    try { readGenuine(Buffer.from('{"id":"evt_2"}'), { 'stripe-signature': header }, 'whsec_x') } catch { console.log('refused') }`
  expect(runNode(script)).toBe('evt_1\nrefused')
})

test('the Node sample of Standard Webhooks accepts what the standard signs and nothing else', () => {
  const script = `${codeOf('standard-webhooks', 'Node')}
    const sign = (body) => ({ 'webhook-id': 'msg_1', 'webhook-timestamp': String(Math.floor(Date.now() / 1000)),
      'webhook-signature': new Webhook('AAAA').sign('msg_1', new Date(), body) })
    console.log(readGenuine('{"a":1}', sign('{"a":1}'), 'AAAA').a)
    try { readGenuine('{"a":2}', sign('{"a":1}'), 'AAAA') } catch { console.log('refused') }`
  expect(runNode(script)).toBe('1\nrefused')
})

test('each provider has the same check in four languages', () => {
  for (const name of ProviderName.options) {
    expect(providers[name].samples(null).map(({ language }) => language)).toEqual(['Node', 'Python', 'Go', 'Ruby'])
  }
})

test('what a scheme names stays text in every language', () => {
  const hostile = HmacScheme.parse({
    header: 'X-"#{exit}\'\\',
    prefix: '"; exit(); //#{exit}\'',
    content: '"#{exit}\'\\{body}',
  })
  const [node = '', python = '', go = '', ruby = ''] = providers.hmac.samples(hostile).map(({ code }) => code)
  expect(runNode(`${node}\nconsole.log(isGenuine(Buffer.from(''), {}, 'x'))`)).toBe('false')
  expect(python).toContain(JSON.stringify(hostile.prefix))
  expect(go).toContain(JSON.stringify(hostile.prefix))
  expect(ruby).toContain(`'"; exit(); //#{exit}\\''`)
})
