import { createHmac, generateKeyPairSync } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import Stripe from 'stripe'
import twilio from 'twilio'
import { Webhook as StandardWebhook } from 'standardwebhooks'
import { expect, test } from 'vitest'
import { runCli } from '#main/cli/run-cli.ts'
import { printJunit } from '#shared/export/junit.ts'
import type { CallOf } from '#shared/contract/operations.ts'
import type { Check, CheckCase } from '#shared/model/check.ts'
import { isConformant } from '#shared/model/check.ts'
import { lentTerminal } from '#test/support/lent-terminal.ts'
import type { RunningService } from '#test/support/service.ts'
import { runService } from '#test/support/service.ts'
import { virtualApp } from '#test/support/virtual-app.ts'

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
const waitOptions = { timeout: 20_000, interval: 20 }

type Got = { headers: Record<string, string>; body: Buffer }

/** A handler of webhooks as people write them: `handle` answers the status. */
async function handler(handle: (got: Got) => number | Promise<number>) {
  const server = createServer((request, response) => {
    void (async () => {
      const body = Buffer.concat((await request.toArray()) as Buffer[])
      const headers = request.headers as Record<string, string>
      response.writeHead(await handle({ headers, body })).end()
    })()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const stripe = new Stripe('sk_test_none')

/** As Stripe's own library tells people to do it. */
function takeStripe({ headers, body }: Got): number {
  try {
    stripe.webhooks.constructEvent(body, headers['stripe-signature'] ?? '', secret)
    return 200
  } catch {
    return 400
  }
}

async function check(
  creel: RunningService,
  url: string,
  provider: CallOf<'checks.run'>['provider'] = 'stripe',
  more: Partial<CallOf<'checks.run'>> = {},
) {
  const { id } = await creel.call('checks.run', { url, provider, secret, answerWithinMs: 10_000, ...more })
  await expect.poll(async () => (await creel.call('checks.get', { id })).state, waitOptions).toBe('done')
  return creel.call('checks.get', { id })
}

const caseOf = ({ cases }: Check, name: CheckCase['name']): CheckCase | undefined =>
  cases.find((one) => one.name === name)

const failedOf = ({ cases }: Check): string[] => cases.filter(({ state }) => state === 'failed').map(({ name }) => name)

test('a handler that uses the sender’s own library passes everything', async () => {
  await using good = await handler(takeStripe)
  await using creel = await runService()
  const report = await check(creel, good.url)
  expect(failedOf(report)).toEqual([])
  expect(report).toMatchObject({ score: 100, state: 'done' })
  expect(isConformant(report)).toBe(true)
  const verifier = new StandardWebhook(secret)
  await using standard = await handler(({ headers, body }) => {
    try {
      verifier.verify(body.toString(), headers)
      return 204
    } catch {
      return 401
    }
  })
  expect(failedOf(await check(creel, standard.url, 'standard-webhooks'))).toEqual([])
})

test('a handler that checks no signature is told which ones it should have refused', async () => {
  await using careless = await handler(() => 200)
  await using creel = await runService()
  const report = await check(creel, careless.url)
  expect(failedOf(report)).toEqual(['missing-signature', 'wrong-secret', 'altered-body', 'stale-signature'])
  expect(report.score).toBeLessThan(60)
  const github = await check(creel, careless.url, 'github')
  expect(github.cases.find(({ name }) => name === 'stale-signature')).toMatchObject({ state: 'skipped' })
})

test('each usual mistake is named for what it is, and nothing else is', async () => {
  await using creel = await runService()
  const seen = new Set<string>()
  const mistakes: Record<string, (got: Got) => number | Promise<number>> = {
    duplicate: (got) => {
      const status = takeStripe(got)
      const { id } = JSON.parse(got.body.toString()) as { id: string }
      return status === 200 && seen.size === seen.add(id).size ? 409 : status
    },
    'big-body': (got) => (got.body.length > 100_000 ? 413 : takeStripe(got)),
    'unknown-type': (got) => (got.body.includes('creel.check.unknown_type') ? 500 : takeStripe(got)),
    'wrong-content-type': (got) => (got.headers['content-type'] === 'application/json' ? takeStripe(got) : 500),
    'stale-signature': (got) => {
      try {
        stripe.webhooks.constructEvent(got.body, got.headers['stripe-signature'] ?? '', secret, Infinity)
        return 200
      } catch {
        return 400
      }
    },
  }
  for (const [name, handle] of Object.entries(mistakes)) {
    await using bad = await handler(handle)
    const also = name === 'duplicate' ? ['retry'] : []
    expect({ [name]: failedOf(await check(creel, bad.url)).toSorted() }).toEqual({ [name]: [name, ...also].toSorted() })
  }
})

test('a handler that answers too late fails for that, and one that is not there is asked once', async () => {
  await using late = await handler(async (got) => {
    await pause(300)
    return takeStripe(got)
  })
  await using creel = await runService()
  const { id } = await creel.call('checks.run', { url: late.url, provider: 'stripe', secret, answerWithinMs: 200 })
  await expect.poll(async () => (await creel.call('checks.get', { id })).state, waitOptions).toBe('done')
  expect(failedOf(await creel.call('checks.get', { id }))).toEqual(['in-time'])
  const nobody = await check(creel, 'http://127.0.0.1:9/')
  expect(failedOf(nobody)).toEqual(['good-signature'])
  expect(nobody.cases.filter(({ state }) => state === 'skipped')).toHaveLength(nobody.cases.length - 1)
})

test('what this sender cannot sign is skipped, and the check comes to its end', async () => {
  await using careless = await handler(() => 200)
  await using creel = await runService()
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const sendgrid = await check(creel, careless.url, 'sendgrid', { secret: pem })
  expect(caseOf(sendgrid, 'wrong-secret')).toMatchObject({
    state: 'skipped',
    detail: expect.stringContaining('P-256 private key'),
  })
  expect(failedOf(sendgrid)).toContain('altered-body')
  const gitlab = await check(creel, careless.url, 'gitlab')
  expect(caseOf(gitlab, 'altered-body')).toMatchObject({
    state: 'skipped',
    detail: expect.stringContaining('does not cover the body'),
  })
})

test('a handler that checks the address it is called at is asked with that address', async () => {
  let url = ''
  const good = ({ headers, body }: Got): number => {
    const params = Object.fromEntries(new URLSearchParams(body.toString()))
    return twilio.validateRequest(secret, headers['x-twilio-signature'] ?? '', url, params) ? 204 : 403
  }
  await using handles = await handler(good)
  url = `${handles.url}?account=7`
  await using creel = await runService()
  expect(failedOf(await check(creel, `${url}#top`, 'twilio'))).toEqual([])
})

test('a handler with a scheme of its own is asked in that scheme', async () => {
  const scheme = { header: 'X-Sign', algorithm: 'sha512', encoding: 'base64', prefix: 'v9=' } as const
  const signed = (body: Buffer): string => `v9=${createHmac('sha512', secret).update(body).digest('base64')}`
  await using handles = await handler(({ headers, body }) => (headers['x-sign'] === signed(body) ? 200 : 401))
  await using creel = await runService()
  expect(failedOf(await check(creel, handles.url, 'hmac', { hmac: scheme }))).toEqual([])
  const input = { isInteractive: false, read: async () => `${secret}\n` }
  const lent = lentTerminal({ environment: { CREEL_HOME: creel.home }, input })
  const flags = ['--hmac-header', 'X-Sign', '--hmac-algorithm', 'sha512', '--hmac-encoding', 'base64']
  const exitCode = await runCli(
    ['check', handles.url, '--provider', 'hmac', ...flags, '--hmac-prefix', 'v9='],
    lent.terminal,
  )
  expect({ exitCode, output: lent.output() }).toMatchObject({
    exitCode: 0,
    output: expect.stringContaining('100 of 100'),
  })
})

test('a check that runs can be cancelled, and its secret is nowhere to be read', async () => {
  await using slow = await handler(async () => {
    await pause(400)
    return 200
  })
  await using creel = await runService()
  const { id } = await creel.call('checks.run', { url: slow.url, provider: 'stripe', secret })
  const cancelled = await creel.call('checks.cancel', { id })
  expect(cancelled.state).toBe('cancelled')
  expect(JSON.stringify((await creel.call('checks.list', {})).items)).not.toContain(secret)
})

test('the command tells the report, takes its secret from stdin, writes JUnit and ends with 1 where something failed', async () => {
  await using careless = await handler(() => 200)
  await using creel = await runService()
  const folder = mkdtempSync(join(tmpdir(), 'creel-junit-'))
  const file = join(folder, 'report.xml')
  const input = { isInteractive: false, read: async () => `${secret}\n` }
  const lent = lentTerminal({ environment: { CREEL_HOME: creel.home }, input })
  const exitCode = await runCli(['check', careless.url, '--provider', 'stripe', '--junit', file], lent.terminal)
  expect({ exitCode, output: lent.output() }).toMatchObject({
    exitCode: 1,
    output: expect.stringContaining('FAIL  Refuses an event signed with another secret'),
  })
  const xml = readFileSync(file, 'utf8')
  rmSync(folder, { recursive: true })
  expect(XMLValidator.validate(xml)).toBe(true)
  const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '' })
  const { testsuites } = parser.parse(xml) as {
    testsuites: { testsuite: { tests: string; failures: string; testcase: { name: string; failure?: object }[] } }
  }
  expect(testsuites.testsuite).toMatchObject({ tests: '13', failures: '4' })
  expect(testsuites.testsuite.testcase.filter(({ failure }) => failure !== undefined)).toHaveLength(4)
})

test('whatever a handler says, the JUnit of it is XML that says the same', () => {
  const hostile = `<b a="1">&amp; ]]> \u0000\u001b[31m 😀 \ud800 '"\n`
  const report: Check = {
    id: 'chk_1',
    workspaceId: 'ws_1',
    url: 'https://a.example/?a=1&b=<2>',
    provider: 'stripe',
    hmac: null,
    eventType: null,
    answerWithinMs: 1000,
    toleranceSeconds: 300,
    state: 'done',
    score: 0,
    cases: [{ name: 'duplicate', state: 'failed', detail: hostile, fix: hostile, statuses: [500], tookMs: 12 }],
    createdAt: '2026-11-26T08:00:00.000Z',
    endedAt: null,
  }
  const xml = printJunit(report)
  expect(XMLValidator.validate(xml)).toBe(true)
  const parsed = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '', htmlEntities: true }).parse(xml) as {
    testsuites: { testsuite: { name: string; testcase: { failure: { message: string } } } }
  }
  expect(parsed.testsuites.testsuite.name).toBe('stripe webhooks at https://a.example/?a=1&b=<2>')
  expect(parsed.testsuites.testsuite.testcase.failure.message).toContain(`<b a="1">&amp; ]]>`)
  expect(parsed.testsuites.testsuite.testcase.failure.message).toContain('😀')
})

test('a question at which Creel itself breaks ends the check as failed, and says nothing against the handler', async () => {
  let asked = 0
  await using creel = await virtualApp(() => {
    asked += 1
    if (asked === 3) throw new Error('The wire is gone.')
    return { status: 200 }
  })
  const { id } = await creel.call('checks.run', { url: 'http://handler.example/', provider: 'stripe', secret })
  await creel.run(60_000)
  const report = await creel.call('checks.get', { id })
  expect(report.state).toBe('failed')
  expect(caseOf(report, 'missing-signature')).toMatchObject({
    state: 'broken',
    detail: 'Creel could not ask this: The wire is gone.',
  })
  expect({ asked, failed: failedOf(report), score: report.score }).toEqual({ asked: 3, failed: [], score: 100 })
  expect(printJunit(report)).toContain('errors="1" skipped="10"')
})
