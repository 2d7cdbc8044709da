import { isIP } from 'node:net'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { kindOfAddress } from '#main/core/security/address-kind.ts'
import { createRefusal } from '#main/core/security/egress-policy.ts'
import { readDesktopOptions } from '#main/desktop/desktop-options.ts'
import { createSendRequest } from '#main/host/send-request.ts'
import { CidrRange } from '#shared/rules/egress.ts'
import { forbiddenHosts, metadataAddresses, publicAddresses, spellingsOf4 } from '#test/support/address-corpus.ts'

const controlPort = 4401
const remote = createRefusal({ mode: 'remote', allowed: [] }, () => controlPort)
const local = createRefusal({ mode: 'local', allowed: [] }, () => controlPort)

const senders = { remote: createSendRequest(remote), local: createSendRequest(local) }
afterAll(() => Promise.all([senders.remote.close(), senders.local.close()]))

/** What comes of sending to a host: the code of the failure. */
async function codeOf(mode: keyof typeof senders, host: string): Promise<string> {
  const request = { method: 'POST', url: `http://${host}/`, headers: [], body: Buffer.from('x') }
  const options = { timeoutMs: 10_000, keepBytes: 0, signal: new AbortController().signal }
  const result = await senders[mode](request, options)
  return result.kind === 'failed' ? result.code : `answered ${result.status}`
}

const hostOf = (address: string): string => (isIP(address) === 6 ? `[${address}]` : address)

test('more than 600 spellings of forbidden addresses are refused, at the connection', async () => {
  expect(new Set(forbiddenHosts).size).toBeGreaterThan(600)
  const hosts = forbiddenHosts.filter((host) => URL.canParse(`http://${host}/`))
  expect(hosts.length / forbiddenHosts.length).toBeGreaterThan(0.99)
  const codes = await Promise.all(hosts.map(async (host) => ({ host, code: await codeOf('remote', host) })))
  expect(codes.filter(({ code }) => code !== 'forbidden-target')).toEqual([])
})

test('more than 60 public addresses are allowed, whatever the policy', () => {
  expect(publicAddresses.length).toBeGreaterThanOrEqual(60)
  for (const refusal of [remote, local]) {
    expect(publicAddresses.filter((address) => refusal(address, 443) !== null)).toEqual([])
  }
})

describe('metadata services', () => {
  const opened = createRefusal({ mode: 'remote', allowed: ['0.0.0.0/0', '::/0'] }, () => controlPort)

  test.each(metadataAddresses)('%s is refused by both policies, and no range opens it', (address) => {
    expect(kindOfAddress(address)).toBe('metadata')
    for (const refusal of [remote, local, opened]) expect(refusal(address, 80)).toMatch(/metadata service/)
  })

  test('in all spellings are refused at the connection', async () => {
    const hosts = metadataAddresses.flatMap((address) =>
      isIP(address) === 4 ? spellingsOf4(address) : [hostOf(address)],
    )
    const codes = await Promise.all(hosts.map(async (host) => ({ host, code: await codeOf('local', host) })))
    expect(codes.filter(({ code }) => code !== 'forbidden-target')).toEqual([])
  })
})

test.each(['127.0.0.1', '127.9.9.9', '0.0.0.0', '::1', '::', '::ffff:127.0.0.1', '::ffff:7f00:1', '64:ff9b::7f00:1'])(
  'our own control port at %s is refused by both policies, other ports there by remote alone',
  (address) => {
    const opened = createRefusal({ mode: 'remote', allowed: ['127.0.0.0/8', '::/0', '0.0.0.0/0'] }, () => controlPort)
    for (const refusal of [remote, local, opened]) expect(refusal(address, controlPort)).not.toBeNull()
    expect(local(address, 3000)).toBeNull()
    expect(remote(address, 3000)).not.toBeNull()
  },
)

test.each([
  ['192.168.1.20', null],
  ['10.0.0.7', null],
  ['fd12::1', null],
  ['100.101.102.103', null],
  ['64:ff9b::808:808', null],
  ['169.254.1.1', /link-local/],
  ['fe80::1', /link-local/],
  ['fe80::1%eth0', /link-local/],
  ['224.0.0.1', /reserved/],
  ['255.255.255.255', /reserved/],
  ['2002:7f00:1::1', /reserved/],
  ['::127.0.0.1', /reserved/],
])('local and %s', (address, words) => {
  expect(local(address, 80) ?? '').toMatch(words ?? /^$/)
})

test('what an admin allows is reachable, and nothing beside it', () => {
  const allowing = createRefusal({ mode: 'remote', allowed: ['10.20.0.0/16', 'fd12:3456::/32'] }, () => controlPort)
  expect(allowing('10.20.255.255', 80)).toBeNull()
  expect(allowing('fd12:3456::1', 80)).toBeNull()
  expect(allowing('10.21.0.0', 80)).toMatch(/private network \(10\.21\.0\.0\), which the egress policy “remote”/)
  expect(allowing('fd12:3457::1', 80)).not.toBeNull()
})

test('what is no address is refused', () => {
  for (const text of ['', 'localhost', '127.1', '1.2.3', '::1::', '999.1.1.1']) {
    expect(local(text, 80)).toMatch(/no IP address/)
  }
})

test('any address has a kind, and remote allows only public ones', () => {
  const anyAddress = fc.oneof(fc.ipV4(), fc.ipV6())
  fc.assert(
    fc.property(anyAddress, (address) => {
      const kind = kindOfAddress(address)
      expect(kind).not.toBeNull()
      expect(remote(address, 80) === null).toBe(kind === 'public')
    }),
    { numRuns: 5000 },
  )
})

test.each(['10.0.0.0/8', '::/0', 'fd00::/8', '10.0.0.7/32'])('%s is a range', (range) => {
  expect(CidrRange.safeParse(range).success).toBe(true)
})

test.each([
  '',
  '10.0.0.0',
  '10.0.0.0/33',
  '::/129',
  '10.0.0.0/-1',
  '10.0.0/8',
  'localhost/8',
  '10.0.0.0/8/8',
  '10.0.0.0/x',
])('“%s” is no range, and Creel does not start with it', (range) => {
  expect(CidrRange.safeParse(range).success).toBe(false)
  const start = () => readDesktopOptions([`--egress-allow=${range}`], {})
  expect(start).toThrow(/is no range\. Write an address and a prefix/)
})

test('a policy is given by flags; left out, it is local', () => {
  expect(readDesktopOptions([], {})).toMatchObject({ egress: 'local' })
  expect(readDesktopOptions(['--egress=remote', '--egress-allow=10.0.0.0/8, fd00::/8'], {})).toMatchObject({
    egress: 'remote',
    egressAllow: ['10.0.0.0/8', 'fd00::/8'],
  })
})
