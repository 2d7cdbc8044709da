import { readFileSync } from 'node:fs'
import { createServer as createHttpServer } from 'node:http'
import type { IncomingHttpHeaders, RequestListener } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import type { AddressInfo, Server } from 'node:net'
import { createServer as createPlainServer } from 'node:net'
import { expect, test } from 'vitest'
import { Webhook as StandardWebhook } from 'standardwebhooks'
import type { ConnectivityReport } from '#shared/model/connectivity.ts'
import { runService } from '#test/support/service.ts'
import { temporaryFolder } from '#test/support/temporary-folder.ts'

const fixture = (name: string): string =>
  readFileSync(new URL(import.meta.resolve(`#test/fixtures/tls/${name}`)), 'utf8')

type Target = AsyncDisposable & { port: number }

async function listen(server: Server & { closeAllConnections?: () => void }): Promise<Target> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections?.()
      }),
  }
}

const answering =
  (status: number): RequestListener =>
  (request, response) =>
    void request.resume().on('end', () => response.writeHead(status).end())

const statesOf = ({ steps }: ConnectivityReport): string[] => steps.map(({ step, state }) => `${step} ${state}`)

const wanted = { name: 'Orders', events: ['*'] }

test('an http target that answers: a signed ping reaches it, and nothing is recorded', async () => {
  await using creel = await runService()
  const got: { body: string; headers: IncomingHttpHeaders }[] = []
  const keep: RequestListener = (request, response) =>
    void request.toArray().then((chunks) => {
      got.push({ body: Buffer.concat(chunks as Buffer[]).toString(), headers: request.headers })
      response.writeHead(204).end()
    })
  await using target = await listen(createHttpServer(keep))
  const made = await creel.call('webhooks.create', { ...wanted, url: `http://127.0.0.1:${target.port}/hook` })
  const report = await creel.call('webhooks.check', { id: made.id })
  expect(statesOf(report)).toEqual(['dns ok', 'tcp ok', 'tls skipped', 'certificate skipped', 'answer ok'])
  expect(report).toMatchObject({ isReachable: true, certificateEndsAt: null })
  expect(got).toHaveLength(1)
  const verify = () =>
    new StandardWebhook(made.secret ?? '').verify(got[0]?.body ?? '', got[0]?.headers as Record<string, string>)
  expect(verify()).toMatchObject({ type: 'webhook.ping', data: { webhookId: made.id } })

  const quiet = await creel.call('webhooks.check', { id: made.id, ping: false })
  expect(statesOf(quiet).at(-1)).toBe('answer skipped')
  expect(got).toHaveLength(1)
  expect((await creel.call('webhooks.attempts', { id: made.id })).items).toEqual([])
  expect((await creel.call('events.list', {})).items).toEqual([])
})

test('each step that fails is told with what to do, and those after it are skipped', async () => {
  await using creel = await runService()
  await using failing = await listen(createHttpServer(answering(500)))
  await using noTls = await listen(createHttpServer(answering(200)))
  await using secured = await listen(
    createHttpsServer({ key: fixture('localhost-key.pem'), cert: fixture('localhost.pem') }, answering(200)),
  )
  const free = await listen(createPlainServer())
  await free[Symbol.asyncDispose]()
  const check = async (url: string, changes: object = {}): Promise<string[]> => {
    const { id } = await creel.call('webhooks.create', { ...wanted, url, ...changes })
    return statesOf(await creel.call('webhooks.check', { id }))
  }
  const skipped = ['tls skipped', 'certificate skipped', 'answer skipped']
  expect(await check('http://no-such-name.invalid/')).toEqual(['dns failed', 'tcp skipped', ...skipped])
  expect(await check(`http://127.0.0.1:${free.port}/`)).toEqual(['dns ok', 'tcp failed', ...skipped])
  expect(await check(`http://127.0.0.1:${failing.port}/`)).toContain('answer failed')
  expect((await check(`https://127.0.0.1:${noTls.port}/`)).slice(0, 3)).toEqual(['dns ok', 'tcp ok', 'tls failed'])
  const { id } = await creel.call('webhooks.create', { ...wanted, url: `https://localhost:${secured.port}/` })
  const untrusted = await creel.call('webhooks.check', { id })
  expect(statesOf(untrusted)).toEqual(['dns ok', 'tcp ok', 'tls ok', 'certificate failed', 'answer skipped'])
  expect(untrusted.steps[3]?.detail).toMatch(/self-signed.*tls\.authority/)
  expect(untrusted.certificateEndsAt).toMatch(/^21\d\d-/)
})

test('an attempt at a self-signed certificate says what to do, and so does its delivery', async () => {
  await using creel = await runService()
  await using secured = await listen(
    createHttpsServer({ key: fixture('localhost-key.pem'), cert: fixture('localhost.pem') }, answering(200)),
  )
  const url = `https://localhost:${secured.port}/`
  const { id } = await creel.call('webhooks.create', { ...wanted, url, retry: { kind: 'schedule', delaysSeconds: [] } })
  await creel.call('webhooks.test', { id })
  const delivery = async () => (await creel.call('deliveries.list', { webhookId: id })).items[0]
  const words = expect.stringMatching(/self-signed.*tls\.authority/) as string
  await expect.poll(delivery, { timeout: 15_000 }).toMatchObject({ state: 'dead_letter', reason: words })
  expect((await creel.call('webhooks.attempts', { id })).items).toMatchObject([{ reason: words }])
})

test('a target that an earlier policy allowed is told at the first step', async () => {
  const url = 'http://127.0.0.1:9/'
  using folder = temporaryFolder()
  const before = await runService({ home: folder.path })
  const { id } = await before.call('webhooks.create', { ...wanted, url })
  await before[Symbol.asyncDispose]()
  await using creel = await runService({ home: folder.path, egress: 'remote' })
  const { steps } = await creel.call('webhooks.check', { id })
  expect(steps[0]).toMatchObject({ step: 'dns', state: 'failed', detail: expect.stringContaining('“remote”') })
  // It can be changed besides, and switched off.
  expect(await creel.call('webhooks.update', { id, name: 'Old', enabled: false })).toMatchObject({ status: 'disabled' })
  await expect(creel.call('webhooks.update', { id, url: 'http://10.0.0.1/' })).rejects.toThrow(/private network/)
})

test('a certificate is read: whom it is for, by whom, and until when', async () => {
  await using creel = await runService()
  await using secured = await listen(
    createHttpsServer({ key: fixture('localhost-key.pem'), cert: fixture('localhost.pem') }, answering(200)),
  )
  const { id } = await creel.call('webhooks.create', {
    ...wanted,
    url: `https://localhost:${secured.port}/`,
    tls: { authority: fixture('localhost.pem') },
  })
  const report = await creel.call('webhooks.check', { id, ping: false })
  expect(statesOf(report).slice(0, 4)).toEqual(['dns ok', 'tcp ok', 'tls ok', 'certificate ok'])
  expect(report.certificateEndsAt).toMatch(/^21\d\d-/)
  expect(report.steps[3]?.detail).toContain('For localhost by localhost, until 21')
  expect(report.steps[2]?.detail).toMatch(/^TLSv1\.3/)
})
