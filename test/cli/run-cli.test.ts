import { describe, expect, test } from 'vitest'
import { writeControlFile } from '#main/connect/control-file.ts'
import { runCli } from '#main/cli/run-cli.ts'
import type { Terminal } from '#main/server/terminal.ts'
import { operations } from '#shared/contract/operations.ts'
import { isDeceptive } from '#shared/export/deceptive-text.ts'
import { localToken, startControl } from '#test/support/control-listener.ts'
import { lentTerminal } from '#test/support/lent-terminal.ts'
import { spawnCreel } from '#test/support/run-creel.ts'
import { runService } from '#test/support/service.ts'
import { temporaryFolder } from '#test/support/temporary-folder.ts'

/** Runs one command against the Creel of a data folder. */
async function creel(home: string, args: string[], changes: Partial<Terminal> = {}) {
  const lent = lentTerminal({ environment: { CREEL_HOME: home }, ...changes })
  const exitCode = await runCli(args, lent.terminal)
  return { exitCode, output: lent.output(), bytes: lent.bytes(), complaint: lent.complaint() }
}

/** A running Creel that has caught one request. */
async function serviceWithRequest(body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) {
  const service = await runService()
  const source = await service.firstSource()
  await fetch(`${source.url}/orders`, { method: 'POST', body, headers })
  const { id } = await firstRequest(service)
  return { ...service, id }
}

async function firstRequest(service: Awaited<ReturnType<typeof runService>>) {
  const { items } = await service.call('requests.list', {})
  if (!items[0]) throw new Error('No request was kept.')
  return items[0]
}

describe('commands', () => {
  // Each is told by a program of its own: it grows with the square of the contract.
  test('every operation of the contract has one', { timeout: 90_000 }, async () => {
    using home = temporaryFolder()
    for (const name of Object.keys(operations)) {
      const [noun = '', verb = ''] = name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`).split('.')
      const { exitCode, output } = await creel(home.path, [noun, verb, '--help'])
      expect({ name, exitCode }).toEqual({ name, exitCode: 0 })
      expect(output).toContain(`Usage: creel ${noun} ${verb}`)
      expect(output).toContain('--json')
    }
  })

  test.each([
    [['requests', 'list', '--limt', '3'], 'Did you mean --limit?'],
    [['requests', 'lsit'], 'Did you mean list?'],
    [['strat'], 'Did you mean start?'],
    [['requests', 'list', '--limit', 'many'], 'It must be a number.'],
    [['sources', 'create', '--answer', '{'], 'It must be JSON.'],
    [['sources', 'create'], "required option '--name <text>' not specified"],
    [['requests', 'show'], "missing required argument 'id'"],
    [['serve', '--receiver-port', '99999'], 'A port is a whole number from 0 to 65535'],
    [['serve', '--token', 'short'], 'at least 16'],
  ])('%j is refused in words', async (args, words) => {
    using home = temporaryFolder()
    const { exitCode, complaint, output } = await creel(home.path, args)
    expect({ exitCode, output }).toEqual({ exitCode: 2, output: '' })
    expect(complaint.toLowerCase()).toContain(words.toLowerCase())
  })

  test('misuse is told as a problem where JSON is asked for', async () => {
    using home = temporaryFolder()
    const { complaint } = await creel(home.path, ['requests', 'lsit', '--json'])
    expect(JSON.parse(complaint)).toMatchObject({ code: 'bad-input', status: 400 })
  })

  test('without a running Creel they end with 3 and say how to start it', async () => {
    using home = temporaryFolder()
    const { exitCode, complaint } = await creel(home.path, ['requests', 'list'])
    expect(exitCode).toBe(3)
    expect(complaint).toBe(`Creel is not running on the data folder ${home.path}. Start it with: creel start\n`)
  })
})

describe('output', () => {
  test('of --json is what the API answers', async () => {
    await using service = await serviceWithRequest('{"paid":true}')
    const { output } = await creel(service.home, ['requests', 'show', service.id, '--json'])
    expect(JSON.parse(output)).toEqual(await service.call('requests.show', { id: service.id }))
  })

  test('of a list is a table that keeps to the width of the terminal', async () => {
    await using service = await serviceWithRequest('x')
    const { output } = await creel(service.home, ['requests', 'list'], { columns: 60 })
    const [titles = '', row = '', ...rest] = output.trimEnd().split('\n')
    expect(rest).toEqual([])
    expect(titles).toMatch(/^ID +RECEIVED +/)
    expect(row).toContain(service.id)
    expect(row.indexOf(service.id)).toBe(0)
    expect(Math.max(titles.length, row.length)).toBeLessThanOrEqual(60)
  })

  test('of one thing is a line a field, headers one below the other', async () => {
    await using service = await serviceWithRequest('x', { 'x-one': '1', 'x-two': '2' })
    const { output } = await creel(service.home, ['requests', 'show', service.id])
    expect(output).toMatch(/^method +POST$/m)
    expect(output).toMatch(/^verification\.state +skipped$/m)
    expect(output).toMatch(/^ +x-one: 1\n +x-two: 2$/m)
  })

  test('of a list within one thing is numbered, a field a line', async () => {
    await using service = await serviceWithRequest('x')
    const { id } = await service.call('requests.replay', { id: service.id, url: 'http://127.0.0.1:1' })
    const { output } = await creel(service.home, ['deliveries', 'get', id])
    expect(output).toMatch(/^attempts\.0\.error\.code +ECONNREFUSED$/m)
  })

  test('whose reader has left ends without a word', async () => {
    using listing = spawnCreel(['--help'])
    listing.child.stdout.destroy()
    const { exitCode, complaint } = await listing.ended
    expect({ exitCode, complaint }).toEqual({ exitCode: 0, complaint: '' })
  })

  test('of a raw body is its bytes', async () => {
    const body = Uint8Array.from({ length: 256 }, (_value, index) => index)
    await using service = await serviceWithRequest(body)
    const { bytes } = await creel(service.home, ['requests', 'body', service.id])
    expect(new Uint8Array(bytes)).toEqual(body)
  })

  test('of an export is a command that can be run', async () => {
    await using service = await serviceWithRequest('{"paid":true}')
    const { output } = await creel(service.home, ['requests', 'export', service.id])
    expect(output).toContain(`--data-raw '{"paid":true}'`)
  })
})

describe('what a stranger sent', () => {
  const evil = '\u001b[2J\u001b]0;owned\u0007\u009b31m\u202etxt'

  test.each([
    ['a list', ['requests', 'list', '--q', 'note']],
    ['one request', ['requests', 'show', 'ID']],
    ['JSON', ['requests', 'show', 'ID', '--json']],
    ['a body at a terminal', ['requests', 'body', 'ID']],
    ['an export', ['requests', 'export', 'ID']],
  ])('never reaches the terminal raw: %s', async (_what, args) => {
    await using service = await serviceWithRequest(evil, { 'x-evil': 'a\u009bb' })
    await service.call('requests.update', { id: service.id, note: `note ${evil}` })
    const given = args.map((arg) => (arg === 'ID' ? service.id : arg))
    const { output, exitCode } = await creel(service.home, given, { isInteractive: true })
    expect(exitCode).toBe(0)
    expect(isDeceptive(output, '\n')).toBe(false)
  })

  test('is still whole in JSON', async () => {
    await using service = await serviceWithRequest('x')
    await service.call('requests.update', { id: service.id, note: evil })
    const { output } = await creel(service.home, ['requests', 'show', service.id, '--json'])
    expect(JSON.parse(output)).toMatchObject({ note: evil })
  })
})

describe('flags', () => {
  test('carry numbers, lists, JSON and null to the operation', async () => {
    await using service = await runService()
    const limits = ['--tolerance-seconds', '60', '--allowed-ips', '10.0.0.0/8', '--allowed-ips', '127.0.0.1']
    const others = ['--name', 'orders', '--trust-forwarded-for', '--answer', '{"status":202}', '--json']
    const created = await creel(service.home, ['sources', 'create', ...limits, ...others])
    const source = JSON.parse(created.output) as { id: string }
    expect(source).toMatchObject({
      name: 'orders',
      toleranceSeconds: 60,
      trustForwardedFor: true,
      allowedIps: ['10.0.0.0/8', '127.0.0.1'],
      answer: { status: 202 },
    })
    const changes = ['--target-url', 'null', '--no-trust-forwarded-for', '--rate-limit-per-second', '5']
    const updated = await creel(service.home, ['sources', 'update', source.id, ...changes, '--json'])
    expect(updated.complaint).toBe('')
    expect(JSON.parse(updated.output)).toMatchObject({
      targetUrl: null,
      trustForwardedFor: false,
      rateLimitPerSecond: 5,
      name: 'orders',
    })
  })

  test('a refusal of the API is told in its words', async () => {
    await using service = await runService()
    const { exitCode, complaint } = await creel(service.home, ['requests', 'list', '--limit', '9999'])
    expect(exitCode).toBe(1)
    expect(complaint).toContain('limit: ')
  })
})

describe('a secret', () => {
  const reads = (text: string, isInteractive = false) => ({ input: { isInteractive, read: async () => text } })

  test.each([
    ['is piped in', [], reads('whsec_piped_4f2a\n')],
    ['is typed where “-” asks for it', ['--secret', '-'], reads('whsec_piped_4f2a\n', true)],
    ['may stand in the command', ['--secret', 'whsec_piped_4f2a'], reads('')],
  ])('%s', async (_how, flags, changes) => {
    await using service = await runService()
    const { id } = await service.firstSource()
    const { exitCode, complaint } = await creel(service.home, ['sources', 'add-secret', id, ...flags], changes)
    expect({ exitCode, complaint }).toEqual({ exitCode: 0, complaint: '' })
    const { secrets } = await service.call('sources.get', { id })
    expect(secrets.map(({ hint }) => hint)).toEqual([expect.stringMatching(/4f2a$/)])
  })

  test('of a webhook is piped in too, when it is made and when it is rotated', async () => {
    await using service = await runService()
    const flags = ['--name', 'ops', '--url', 'http://127.0.0.1:9/', '--events', '*', '--preset', 'taskflow']
    await creel(service.home, ['webhooks', 'create', ...flags, '--secret', '-'], reads('piped_first_4f2a\n'))
    const id = (await service.call('webhooks.list', {})).items[0]?.id ?? ''
    const hints = async () => (await service.call('webhooks.get', { id })).secrets.map(({ hint }) => hint)
    expect(await hints()).toEqual([expect.stringMatching(/4f2a$/)])
    await creel(service.home, ['webhooks', 'rotate-secret', id, '--secret', '-'], reads('piped_second_9c1b\n'))
    expect(await hints()).toContainEqual(expect.stringMatching(/9c1b$/))
  })

  test.each([
    ['nothing is piped in', reads('\n')],
    ['nobody is asked', reads('', true)],
  ])('that is missing is said: %s', async (_how, changes) => {
    await using service = await runService()
    const { id } = await service.firstSource()
    const { exitCode, complaint } = await creel(service.home, ['sources', 'add-secret', id], changes)
    expect(exitCode).toBe(1)
    expect(complaint).toContain('No secret was given.')
  })
})

test.each([
  [null, 'until it is resumed'],
  [15, /until \d{4}-\d\d-\d\dT/],
])('status says that receiving is paused (minutes: %s)', async (minutes, words) => {
  await using service = await runService()
  expect((await creel(service.home, ['status'])).output).toMatch(/^receiver\.pause +no$/m)
  await service.call('receiving.pause', { minutes })
  const { output } = await creel(service.home, ['status'])
  const [line = ''] = output.split('\n').filter((one) => one.startsWith('receiver.pause'))
  expect(line).toMatch(/^receiver\.pause +yes, until /)
  expect(line).toMatch(words)
})

test('milliseconds are told with one decimal, and an empty path as /', async () => {
  await using service = await runService()
  await fetch((await service.firstSource()).url, { method: 'POST' })
  const { id } = await firstRequest(service)
  const { output } = await creel(service.home, ['requests', 'show', id])
  expect(output).toMatch(/^path +\/$/m)
  expect(output).toMatch(/^timing\.totalMs +\d+(\.\d)?$/m)
})

test('status needs no verb', async () => {
  await using service = await runService()
  const { output } = await creel(service.home, ['status'])
  expect(output).toContain(service.receiverUrl)
})

test('open prints an address that lets a browser in', async () => {
  await using service = await runService()
  const { output } = await creel(service.home, ['open'])
  const [, code] = /^http:\/\/127\.0\.0\.1:\d+\/#\/enter\/(\S+)\n$/.exec(output) ?? []
  const answer = await service.fetch('/api/v1/session', { method: 'POST', body: JSON.stringify({ code }) })
  expect(answer.status).toBe(201)
})

test('tail prints requests as they come, until Creel ends', async () => {
  const service = await runService()
  const source = await service.firstSource()
  const lent = lentTerminal({ environment: { CREEL_HOME: service.home } })
  const tail = runCli(['requests', 'tail'], lent.terminal)
  const sendUntilSeen = async () => {
    await fetch(`${source.url}/orders`, { method: 'PUT' })
    return lent.output()
  }
  await expect.poll(sendUntilSeen, { timeout: 15_000 }).toMatch(/ {2}req_\w{26} {2}200 {2}PUT {2}\/orders {2}skipped/)
  await service[Symbol.asyncDispose]()
  expect(await tail).toBe(3)
  expect(lent.complaint()).toBe('Creel has ended. Start it with: creel start\n')
})

test('a Creel that breaks off in the middle of a call is told as such', async () => {
  using home = temporaryFolder()
  await using listener = await startControl({
    answers: { 'requests.wait': async () => new Promise(() => void listener.listener.stop()) },
  })
  const { url } = listener
  const startedAt = new Date().toISOString()
  writeControlFile(home.path, { url, token: localToken, processId: process.pid, startedAt, version: '0' })
  const { exitCode, complaint } = await creel(home.path, ['requests', 'wait'])
  expect(exitCode).toBe(3)
  expect(complaint).toContain(`Creel at ${url} broke off.`)
})
