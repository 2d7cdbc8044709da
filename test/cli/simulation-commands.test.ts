import { expect, test } from 'vitest'
import { runCli } from '#main/cli/run-cli.ts'
import { lentTerminal } from '#test/support/lent-terminal.ts'
import { openRawSink } from '#test/support/raw-sink.ts'
import { runService } from '#test/support/service.ts'

async function creel({ home }: { home: string }, piped: string, ...args: string[]) {
  const input = { isInteractive: false, read: async () => piped }
  const lent = lentTerminal({ environment: { CREEL_HOME: home }, input })
  const exitCode = await runCli(['simulations', ...args], lent.terminal)
  return { exitCode, output: lent.output(), complaint: lent.complaint() }
}

test('a scenario ends with 0 where all came to what it should, and with 1 where it did not', async () => {
  await using good = await openRawSink()
  await using bad = await openRawSink((socket) => socket.end('HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n'))
  await using service = await runService()
  const save = (name: string, url: string) =>
    creel(service, '', 'save', name, '--provider', 'github', '--event-type', 'push', '--url', url)
  expect(await save('good', good.url)).toMatchObject({ exitCode: 0 })
  expect(await save('bad', bad.url)).toMatchObject({ exitCode: 0 })
  expect((await creel(service, '', 'scenarios')).output).toContain('good')
  const passed = await creel(service, 'key\n', 'run', 'good', '--secret', '-')
  expect(passed).toMatchObject({ exitCode: 0, output: expect.stringContaining('1 sent, 1 as expected, 0 not') })
  const failed = await creel(service, 'key\n', 'run', 'bad', '--secret', '-')
  expect(failed).toMatchObject({ exitCode: 1, output: expect.stringContaining('BAD   1  500') })
  expect(await creel(service, '', 'run', 'none')).toMatchObject({
    exitCode: 1,
    complaint: expect.stringContaining('none'),
  })
})
