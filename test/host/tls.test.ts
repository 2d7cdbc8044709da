import { readFileSync } from 'node:fs'
import { createServer } from 'node:https'
import type { ServerOptions } from 'node:https'
import type { AddressInfo } from 'node:net'
import { afterAll, describe, expect, test } from 'vitest'
import { createSendRequest } from '#main/host/send-request.ts'
import { TlsPolicy } from '#shared/model/webhook.ts'

const pem = readFileSync('test/fixtures/tls/localhost.pem', 'utf8')
const key = readFileSync('test/fixtures/tls/localhost-key.pem', 'utf8')
const send = createSendRequest(() => null)
afterAll(send.close)

/** What comes of sending under a policy to a server whose certificate nobody else has signed. */
async function under(policy: object | undefined, options: ServerOptions = {}): Promise<string> {
  const server = createServer({ key, cert: pem, ...options }, (_, response) => response.end('ok'))
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const url = `https://localhost:${(server.address() as AddressInfo).port}/`
  const { signal } = new AbortController()
  const tls = policy === undefined ? {} : { tls: TlsPolicy.parse(policy) }
  const request = { method: 'POST', url, headers: [], body: Buffer.from('x') }
  const result = await send(request, { timeoutMs: 20_000, keepBytes: 10, signal, ...tls })
  await new Promise((closed) => server.close(closed))
  return result.kind === 'answered' ? String(result.status) : result.code
}

test.each([false, true])(
  'the lookup, the connection and TLS are measured apart (kept alive: %s)',
  async (keepsAlive) => {
    const server = createServer({ key, cert: pem }, (_, response) => response.end('ok'))
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
    const { port } = server.address() as AddressInfo
    const { signal } = new AbortController()
    const slowly = createSendRequest(
      () => null,
      (_, __, callback) => setTimeout(() => callback(null, [{ address: '127.0.0.1', family: 4 }]), 30),
    )
    const request = { method: 'POST', url: `https://localhost:${port}/`, headers: [], body: Buffer.from('x') }
    const tls = TlsPolicy.parse({ authority: pem })
    const ask = () => slowly(request, { timeoutMs: 20_000, keepBytes: 10, signal, tls, keepsAlive })
    const { timing: first } = await ask()
    const { timing: second } = await ask()
    await slowly.close()
    await new Promise((closed) => server.close(closed))
    const { dnsMs = null, connectMs, tlsMs = null, firstByteMs } = first
    expect(dnsMs).toBeGreaterThan(25)
    expect(connectMs).toBeGreaterThan(0)
    expect(tlsMs).toBeGreaterThan(0)
    expect((dnsMs ?? 0) + (connectMs ?? 0) + (tlsMs ?? 0)).toBeLessThan(firstByteMs ?? 0)
    const unmeasured = [second.dnsMs, second.connectMs, second.tlsMs].map((time) => time === null)
    expect(unmeasured).toEqual([keepsAlive, keepsAlive, keepsAlive])
  },
)

test.each([[undefined], [{}]])('under %j an unknown certificate is refused', async (policy) => {
  expect(await under(policy)).toBe('DEPTH_ZERO_SELF_SIGNED_CERT')
})

test('it is taken where the policy trusts it, or verifies nothing', async () => {
  expect(await under({ authority: pem })).toBe('200')
  expect(await under({ verifies: false })).toBe('200')
})

test('what one policy takes is not taken under another afterwards', async () => {
  expect(await under({ verifies: false })).toBe('200')
  expect(await under({})).toBe('DEPTH_ZERO_SELF_SIGNED_CERT')
})

describe('a server that speaks TLS 1.2 at most', () => {
  const options: ServerOptions = { maxVersion: 'TLSv1.2' }

  test('is sent to', async () => expect(await under({ verifies: false }, options)).toBe('200'))

  test('is refused where the policy asks for 1.3', async () => {
    const code = await under({ verifies: false, minVersion: 'TLSv1.3' }, options)
    expect(code).toMatch(/^ERR_SSL_/)
  })
})

test('an authority that cannot be read fails the attempt, not Creel', async () => {
  const broken = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'
  expect(await under({ authority: broken })).not.toBe('200')
})
