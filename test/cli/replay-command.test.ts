import { expect, test } from 'vitest'
import { runCli } from '#main/cli/run-cli.ts'
import { lentTerminal } from '#test/support/lent-terminal.ts'
import { openRawSink } from '#test/support/raw-sink.ts'
import type { RunningService } from '#test/support/service.ts'
import { runService } from '#test/support/service.ts'

async function creel({ home }: { home: string }, ...args: string[]) {
  const lent = lentTerminal({ environment: { CREEL_HOME: home } })
  const exitCode = await runCli(['requests', 'replay', ...args], lent.terminal)
  return { exitCode, output: lent.output(), complaint: lent.complaint() }
}

/** Sends requests to `/0`, `/1` and so on; answers their ids, oldest first. */
async function catchMany(service: RunningService, count: number): Promise<string[]> {
  const { url } = await service.firstSource()
  for (let index = 0; index < count; index += 1) await fetch(`${url}/${index}`, { method: 'POST', body: 'x' })
  const list = async () => (await service.call('requests.list', {})).items
  await expect.poll(async () => (await list()).length, { timeout: 20_000 }).toBe(count)
  return (await list()).map(({ id }) => id).toReversed()
}

test('one request is sent edited, and a replay that fails ends with 1', async () => {
  await using sink = await openRawSink()
  await using refusing = await openRawSink((socket) => socket.end('HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n'))
  await using service = await runService()
  const [id = ''] = await catchMany(service, 1)
  const edits = ['--method', 'PUT', '--path', '/new', '--headers', '[["X-A","b"]]', '--body', 'changed']
  expect(await creel(service, id, '--url', sink.url, ...edits)).toMatchObject({ exitCode: 0 })
  expect(sink.requests[0]).toMatchObject({ method: 'PUT', target: '/new', body: Buffer.from('changed') })
  expect(await creel(service, id, '--url', refusing.url)).toMatchObject({ exitCode: 1 })
  expect(await creel(service, id, '--url', sink.url, '--resign')).toMatchObject({
    exitCode: 1,
    complaint: expect.stringContaining('cannot be signed'),
  })
})

test('what a filter finds is counted, then replayed with its progress told', async () => {
  await using sink = await openRawSink()
  await using service = await runService()
  await catchMany(service, 3)
  const which = ['--filter', '!path:/1', '--url', sink.url, '--pace', '100']
  expect(await creel(service, ...which, '--dry-run', '--json')).toMatchObject({
    exitCode: 0,
    output: '{\n  "count": 2\n}\n',
  })
  expect(sink.requests).toEqual([])
  const { exitCode, output } = await creel(service, ...which)
  expect({ exitCode, output }).toEqual({ exitCode: 0, output: expect.stringContaining('2 to replay') })
  expect(output).toContain('2 of 2 in all: 2 delivered\n')
  expect(sink.requests.map(({ target }) => target)).toEqual(['/0', '/2'])
})

test('one of many that fails makes it end with 1, and what was not sent is told', async () => {
  await using sink = await openRawSink((socket, { target }) =>
    socket.end(`HTTP/1.1 ${target === '/1' ? 500 : 200} X\r\nContent-Length: 0\r\n\r\n`),
  )
  await using service = await runService()
  await catchMany(service, 2)
  const which = ['--filter', 'method:POST', '--url', sink.url, '--pace', '100']
  const failing = await creel(service, ...which, '--json')
  expect(failing.exitCode).toBe(1)
  expect(JSON.parse(failing.output)).toMatchObject({ state: 'done', delivered: 1, failed: 1 })
  const unsigned = await creel(service, ...which, '--resign')
  expect(unsigned).toMatchObject({ exitCode: 1, complaint: expect.stringContaining('cannot be signed') })
  expect(unsigned.output).toContain('2 of 2 in all: 0 delivered, 2 not sent')
  expect(sink.requests).toHaveLength(2)
})

test.each([
  [[], 'Name the request'],
  [['req_01K9XQ7M4TZ3V8Q5R2W6Y0B1CD', '--filter', 'x'], 'not both'],
  [['req_01K9XQ7M4TZ3V8Q5R2W6Y0B1CD', '--pace', '2'], 'go with --filter'],
  [['--filter', 'x', '--body', 'y'], '--body is for one request alone'],
])('%j is refused in words', async (args, words) => {
  expect(await creel({ home: '/nowhere' }, ...args)).toMatchObject({
    exitCode: 2,
    complaint: expect.stringContaining(words),
  })
})
