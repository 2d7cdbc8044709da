import type { LookupAddress } from 'node:dns'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { OutgoingResult } from '#main/core/ports.ts'
import type { RefusalOf } from '#main/core/security/egress-policy.ts'
import { createRefusal } from '#main/core/security/egress-policy.ts'
import type { LookupAll } from '#main/host/guarded-connect.ts'
import { createSendRequest } from '#main/host/send-request.ts'

/** The public target of these tests, and the one within that nobody may reach: another address, the same port. */
const outside = '127.0.0.1'
const inside = '127.0.0.2'

const refusalOf: RefusalOf = (address) => (address === outside ? null : `${address} is within.`)

type Server = AsyncDisposable & { port: number; connections: () => number }

async function openServer(host: string, port: number, answer: string): Promise<Server> {
  let connections = 0
  const server = createServer((socket) => {
    connections += 1
    socket.on('error', () => socket.destroy())
    socket.once('data', () => socket.end(answer))
  })
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve))
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => connections,
    [Symbol.asyncDispose]: () => new Promise((resolve) => void server.close(() => resolve())),
  }
}

const ok = 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'

/** A name server that gives one answer after the other, the last one for ever. */
function scripted(answers: readonly (readonly string[])[]) {
  let asked = 0
  const lookup: LookupAll = (_hostname, _options, callback) => {
    const addresses = answers[Math.min(asked, answers.length - 1)] ?? []
    asked += 1
    const found: LookupAddress[] = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
    callback(null, found)
  }
  return { lookup, asked: () => asked }
}

/** Sends so many requests to a name while both servers listen. */
async function attack(
  answers: readonly (readonly string[])[],
  count: number,
  { answer = ok, refusal = refusalOf } = {},
) {
  await using target = await openServer(outside, 0, answer)
  await using canary = await openServer(inside, target.port, ok)
  const dns = scripted(answers)
  const send = createSendRequest(refusal, dns.lookup)
  const results: OutgoingResult[] = []
  for (let number = 0; number < count; number += 1) {
    const url = `http://rebinding.example:${target.port}/`
    const options = { timeoutMs: 20_000, keepBytes: 0, signal: new AbortController().signal }
    results.push(await send({ method: 'POST', url, headers: [], body: Buffer.from('secret') }, options))
  }
  await send.close()
  const codes = results.map((result) => (result.kind === 'answered' ? result.status : result.code))
  return { codes, hits: canary.connections(), served: target.connections(), asked: dns.asked() }
}

const refused = 'forbidden-target'

// Other systems have no second loopback address.
describe.runIf(process.platform === 'linux')('a name', () => {
  test('that leads inside is refused, in words', async () => {
    expect(await attack([[inside]], 1)).toMatchObject({ codes: [refused], hits: 0, served: 0 })
  })

  test('that leads inside the second or third time it is asked is refused then', async () => {
    expect(await attack([[outside], [inside]], 2)).toMatchObject({ codes: [200, refused], hits: 0 })
    expect(await attack([[outside], [outside], [inside]], 3)).toMatchObject({ codes: [200, 200, refused], hits: 0 })
  })

  test('is asked once a connection: what was looked at is what is connected to', async () => {
    expect(await attack([[outside], [inside], [inside]], 1)).toMatchObject({ codes: [200], hits: 0, asked: 1 })
  })

  test.each([
    ['the inside first', [inside, outside]],
    ['the inside last', [outside, inside]],
    ['IPv6 inside and IPv4 outside', ['::1', outside]],
    ['fifty within and one outside', [...Array.from({ length: 50 }, () => inside), outside]],
  ])('with several answers, %s, is connected to where that is allowed', async (_, addresses) => {
    expect(await attack([addresses], 2)).toMatchObject({ codes: [200, 200], hits: 0, served: 2 })
  })

  test.each([[['not an address']], [[]]])('that leads to %j is refused', async (addresses) => {
    expect(await attack([addresses], 1)).toMatchObject({ codes: [refused], hits: 0 })
  })

  test.each([301, 302, 303, 307, 308])(
    'that answers %i with an address inside is not followed there',
    async (status) => {
      const answer = `HTTP/1.1 ${status} Gone\r\nLocation: http://${inside}/\r\nContent-Length: 0\r\n\r\n`
      expect(await attack([[outside]], 1, { answer })).toMatchObject({ codes: [status], hits: 0, served: 1 })
    },
  )

  test('that offers another service by Alt-Svc or Refresh is not followed there', async () => {
    const answer = `HTTP/1.1 200 OK\r\nAlt-Svc: h2="${inside}:443"\r\nRefresh: 0; url=http://${inside}/\r\nContent-Length: 0\r\n\r\n`
    expect(await attack([[outside]], 3, { answer })).toMatchObject({ codes: [200, 200, 200], hits: 0 })
  })

  test('is reached directly, whatever proxy the environment names', async () => {
    const names = ['HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'NODE_USE_ENV_PROXY']
    for (const name of names) process.env[name] = `http://${inside}:9/`
    try {
      expect(await attack([[outside]], 1)).toMatchObject({ codes: [200], served: 1 })
    } finally {
      for (const name of names) delete process.env[name]
    }
  })

  test('that is refused only once it is connected gets no byte', async () => {
    let looks = 0
    const second: RefusalOf = () => (++looks > 1 ? 'It moved.' : null)
    expect(await attack([[outside]], 1, { refusal: second })).toMatchObject({ codes: [refused] })
  })

  test('in a hundred scripts of changing answers never leads inside', async () => {
    const answers = fc.array(fc.array(fc.constantFrom(outside, inside, '::1', '10.0.0.1'), { maxLength: 4 }), {
      minLength: 1,
      maxLength: 5,
    })
    await fc.assert(
      fc.asyncProperty(answers, async (script) => {
        const { codes, hits } = await attack(script, script.length)
        expect(hits).toBe(0)
        expect(codes).toEqual(script.map((addresses) => (addresses.includes(outside) ? 200 : refused)))
      }),
      { numRuns: 100 },
    )
  })
})

test('a name that leads to our own control port is refused by both policies', async () => {
  await using control = await openServer('127.0.0.1', 0, ok)
  for (const policy of [
    { mode: 'local', allowed: [] } as const,
    { mode: 'remote', allowed: ['127.0.0.0/8'] } as const,
  ]) {
    const { lookup } = scripted([['127.0.0.1']])
    const send = createSendRequest(
      createRefusal(policy, () => control.port),
      lookup,
    )
    const options = { timeoutMs: 20_000, keepBytes: 0, signal: new AbortController().signal }
    const url = `http://innocent.example:${control.port}/`
    expect(await send({ method: 'POST', url, headers: [], body: Buffer.alloc(0) }, options)).toMatchObject({
      kind: 'failed',
      code: refused,
      message: 'The target is Creel’s own control port. Nothing was sent.',
    })
    await send.close()
  }
  expect(control.connections()).toBe(0)
})
