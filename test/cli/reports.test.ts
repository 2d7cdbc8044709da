import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { runCli } from '#main/cli/run-cli.ts'
import type { Terminal } from '#main/server/terminal.ts'
import { lentTerminal } from '#test/support/lent-terminal.ts'
import type { RunningService } from '#test/support/service.ts'
import { runService } from '#test/support/service.ts'
import { ended } from '#test/support/trigger-runs.ts'

async function creel({ home }: RunningService, args: string[], changes: Partial<Terminal> = {}) {
  const lent = lentTerminal({ environment: { CREEL_HOME: home }, ...changes })
  const exitCode = await runCli(args, lent.terminal)
  return { exitCode, output: lent.output(), complaint: lent.complaint() }
}

async function receive(service: RunningService, body: string | Uint8Array<ArrayBuffer>): Promise<string> {
  const source = (await service.call('sources.list', {})).items[0]
  const waiting = service.call('requests.wait', {})
  await fetch(`${source?.url}/orders`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  return (await waiting).id
}

test('an export and a body are JSON where that is asked for: text, else base 64', async () => {
  await using service = await runService()
  const id = await receive(service, '{"paid":true}')
  const raw = await receive(service, Uint8Array.from([0xff, 0]))
  const exported = await creel(service, ['requests', 'export', id, '--format', 'node', '--json'])
  const plain = await creel(service, ['requests', 'export', id, '--format', 'node'])
  expect(JSON.parse(exported.output)).toEqual({ format: 'node', text: plain.output })
  const shared = await creel(service, ['requests', 'export', '--q', 'method:POST', '--json'])
  expect(JSON.parse(shared.output)).toMatchObject({ format: 'har', text: expect.stringContaining('"log"') })
  const body = await creel(service, ['requests', 'body', id, '--json'])
  expect(JSON.parse(body.output)).toEqual({ text: '{"paid":true}' })
  const bytes = await creel(service, ['requests', 'body', raw, '--json'])
  expect(JSON.parse(bytes.output)).toEqual({ base64: '/wA=' })
})

test('what has failed by its answer ends with 1, and the lists show their own columns', async () => {
  await using service = await runService()
  await creel(service, ['inbound', 'rotate-secret'])
  expect(await creel(service, ['inbound', 'update', '--enabled', '--no-may-create'])).toMatchObject({ exitCode: 0 })
  const refused = await creel(service, ['inbound', 'send-sample'])
  expect(refused).toMatchObject({ exitCode: 1, output: expect.stringMatching(/^status +403$/m) })
  await service.call('inbound.update', { mayCreate: true })
  expect(await creel(service, ['inbound', 'send-sample'])).toMatchObject({ exitCode: 0 })
  const hook = await service.call('webhooks.create', { name: 'down', url: 'http://127.0.0.1:9/', events: ['*'] })
  const check = await creel(service, ['webhooks', 'check', hook.id])
  expect(check).toMatchObject({ exitCode: 1, output: expect.stringContaining('Nothing listens at the target.') })
  expect((await creel(service, ['inbound', 'calls'])).output).toMatch(/^AT +OUTCOME +STATUS +COUNT +FROM +TASK +WHY$/m)
  expect((await creel(service, ['templates', 'list'])).output).toMatch(
    /^ID +NAME +LANGUAGE +FORMAT +PUBLISHED +DRAFT +UPDATED$/m,
  )
  const { id } = (await service.call('tasks.list', {})).items[0] ?? { id: '' }
  await service.call('tasks.complete', { id })
  expect((await creel(service, ['tasks', 'history', id])).output).toMatch(/ status: .+ → completed/)
})

test('an empty flag of a list empties it, and its help says so', async () => {
  await using service = await runService()
  const { id } = await service.call('sources.create', { name: 'fenced', allowedIps: ['10.0.0.0/8'] })
  const { complaint, output } = await creel(service, ['sources', 'update', id, '--allowed-ips', '', '--json'])
  expect(complaint).toBe('')
  expect(JSON.parse(output)).toMatchObject({ allowedIps: [] })
  const help = await creel(service, ['sources', 'update', '--help'])
  expect(help.output.replaceAll(/\s+/g, ' ')).toContain("Repeat the flag for several; '' for none.")
  const refused = await creel(service, ['webhooks', 'create', '--name', 'x', '--url', 'http://a/', '--events', ''])
  expect(refused.complaint).toBe('The input cannot be used. events: Choose at least one.\n')
})

test('what can be simulated is told an event a line, with the flag for its sender', async () => {
  await using service = await runService()
  const { output } = await creel(service, ['simulations', 'subjects'])
  expect(output).toMatch(/^GitHub {2}--provider github$/m)
  expect(output).toMatch(/^ {2}issues\.opened +\S/m)
  expect(Math.max(...output.split('\n').map((line) => line.length))).toBeLessThanOrEqual(200)
})

test('the schema of an event type is told a field a line, with what changed', async () => {
  await using service = await runService()
  for (let count = 0; count < 3; count += 1) await receive(service, `{"type":"order.made","id":${count},"note":"x"}`)
  const drifted = await receive(service, '{"type":"order.made","id":"four"}')
  const { output } = await creel(service, ['requests', 'schema', '--event-type', 'order.made'])
  expect(output.split('\n')).toEqual([
    'order.made, learnt from 4 requests',
    'type  string            always',
    'id    string | integer  always',
    'note  string            75 %',
    'What changed:',
    expect.stringMatching(new RegExp(`^\\d{4}-.*Z {2}id: integer became string {2}${drifted}$`)),
    expect.stringMatching(new RegExp(`^\\d{4}-.*Z {2}note: missing {2}${drifted}$`)),
    'JSON Schema, TypeScript and Zod: add --json.',
    '',
  ])
})

test('a replay is told in lines: what was sent, what was changed, what came back', async () => {
  await using service = await runService()
  const id = await receive(service, '{"paid":true}')
  const server = createServer((request, response) => request.resume().on('end', () => response.end('thank\nyou')))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const answered = await creel(service, ['requests', 'replay', id, '--url', url, '--method', 'PUT'])
  await new Promise((resolve) => server.close(resolve))
  expect(answered.output.split('\n')).toEqual([
    expect.stringMatching(/^del_\w+ {2}delivered$/),
    `Sent      PUT ${url}/orders, 13 bytes`,
    '          edited: method',
    expect.stringMatching(/^ {10}without what belongs to its hop: /),
    expect.stringMatching(/^Answer {4}200 in \d+(\.\d)? ms, 9 bytes$/),
    '          thank',
    '          you',
    '',
  ])
  const silent = await creel(service, ['requests', 'replay', id, '--url', 'http://127.0.0.1:1'])
  expect(silent.exitCode).toBe(1)
  expect(silent.output).toMatch(/^Answer {4}none: .+ \(ECONNREFUSED\)$/m)
})

test('a trace is told as a tree: each step stands below its cause, and why below the step', async () => {
  await using service = await runService()
  const { id: triggerId } = await service.call('triggers.create', {
    name: 'Track orders',
    events: ['request.received'],
    enabled: true,
    actions: [{ kind: 'upsert-task', externalId: 'order-{{body.order}}', title: 'Order {{body.order}}' }],
  })
  const id = await receive(service, '{"order":7}')
  await ended(service, triggerId, 1)
  const { output } = await creel(service, ['runs', 'trace', id])
  expect(output).toContain(`  ${id}\n`)
  expect(output.replaceAll(/_[0-9A-Z]{26}/g, '').split('\n')).toEqual([
    'request  POST /orders  skipped  req',
    '    7',
    '  event  request.received  evt',
    '    run  Track orders  succeeded  run',
    '      action  create or update the task “Order {{body.order}}” known as order-{{body.order}}  done  act',
    '          Task 1 “Order 7” was created.',
    '        task  Task 1 “Order 7” was created.  task',
    '        event  task.created  evt',
    '      event  workflow.triggered  evt',
    '',
  ])
})

test('a handler that is not there is told to be found, not to be given a secret', async () => {
  await using service = await runService()
  const args = ['check', 'http://127.0.0.1:1/hooks', '--provider', 'stripe']
  const { output, exitCode } = await creel(service, args, {
    input: { isInteractive: false, read: async () => 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' },
  })
  expect(exitCode).toBe(1)
  expect(output).toContain('See that the handler runs, that host and port of the URL are right')
  expect(output).not.toContain('Check that the handler has this secret')
})
