import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { openRawSink } from '#test/support/raw-sink.ts'
import type { RunningService } from '#test/support/service.ts'
import { runService } from '#test/support/service.ts'
import { ended, push, sendPush } from '#test/support/trigger-runs.ts'
import { httpToolServer, toolProgram } from '#test/support/tool-server/tool-server.ts'

// Each call starts a program, which a busy machine takes its time for.
const programsTakeMs = 40_000
vi.setConfig({ testTimeout: 2 * programsTakeMs })

const add = (creel: RunningService, transport = toolProgram(), name = 'Ours') =>
  creel.call('toolServers.create', { name, transport })

const call = (creel: RunningService, id: string, tool: string, given: Record<string, string | number> = {}) =>
  creel.call('toolServers.call', { id, tool, arguments: given })

test('a push calls a tool with arguments that a template makes of it, and the run keeps what it answered', async () => {
  await using creel = await runService()
  const { id: serverId } = await add(creel)
  const trigger = await creel.call('triggers.create', {
    name: 'Say it',
    events: ['github.push'],
    allowsCommands: true,
    enabled: true,
    actions: [
      {
        kind: 'call-tool',
        serverId,
        tool: 'echo',
        arguments: '{"text": "{{ data.body.head_commit.message }}", "times": {{ data.body.count }}}',
      },
    ],
  })
  expect(trigger.sentence).toContain('call the tool echo of “Ours”')
  await sendPush(creel, { ...push, head_commit: { message: 'Say "it"\nnow' }, count: 2 })
  const [run] = await ended(creel, trigger.id, 1, programsTakeMs)
  expect(run?.state).toBe('succeeded')
  const { actions } = await creel.call('runs.get', { id: run?.id ?? '' })
  expect(actions[0]).toMatchObject({
    state: 'done',
    tries: 1,
    result: { words: 'The tool echo of “Ours” was called.', tool: { isError: false, isCut: false } },
  })
  expect(JSON.parse(actions[0]?.result?.tool?.output ?? '')).toEqual({ said: 'Say "it"\nnow', times: 2, loud: false })
  const trace = JSON.stringify(await creel.call('runs.trace', { id: run?.requestId ?? '' }))
  expect(trace).toContain('The tool echo of “Ours” was called.')
})

test('a dry run makes the arguments and calls nothing; what cannot be called is said by the same words', async () => {
  await using creel = await runService()
  const { id: serverId } = await add(creel)
  const file = join(creel.home, 'notes')
  const noted = (line: string) => ({ kind: 'call-tool' as const, serverId, tool: 'note', arguments: line })
  const draft = {
    events: ['task.created'],
    allowsCommands: true,
    actions: [
      noted(`{"file": "${file}", "line": "{{ data.title }}"}`),
      noted('["{{ data.title }}"]'),
      noted('{"line": '),
    ],
  }
  const { actions } = await creel.call('triggers.testDraft', { ...draft, data: { title: 'Paint' } })
  expect(actions).toMatchObject([
    { possible: true, words: 'The tool note of “Ours” would be called.', detail: expect.stringContaining('"Paint"') },
    { possible: false, words: 'The arguments are no JSON object: a tool takes them by their names.' },
    { possible: false, words: expect.stringContaining('The arguments cannot be made: Line 1: The result is no JSON.') },
  ])
  const refused = await creel.call('triggers.testDraft', { ...draft, allowsCommands: false, data: { title: 'Paint' } })
  expect(refused.actions[0]?.words).toBe(
    'The tool server may not be started: it is a command, and this trigger does not allow commands.',
  )
  expect(existsSync(file)).toBe(false)
})

test('a trigger that may not start a program, or whose tool server is off or gone, cannot be switched on', async () => {
  await using creel = await runService()
  const { id: serverId } = await add(creel)
  const settings = {
    name: 'Call',
    events: ['task.created'],
    enabled: true,
    actions: [{ kind: 'call-tool' as const, serverId, tool: 'echo' }],
  }
  await expect(creel.call('triggers.create', settings)).rejects.toThrow(/may not be started: it is a command/)
  const { id } = await creel.call('triggers.create', { ...settings, allowsCommands: true })
  await creel.call('toolServers.update', { id: serverId, enabled: false })
  expect((await creel.call('triggers.get', { id })).faults).toEqual([
    { path: 'actions.0.serverId', message: 'is switched off: switch it on in the settings' },
  ])
  await creel.call('toolServers.delete', { id: serverId })
  expect((await creel.call('triggers.get', { id })).faults[0]?.message).toBe('is gone: choose another one')
  await creel.call('toolServers.restore', { id: serverId })
  await creel.call('toolServers.update', { id: serverId, enabled: true })
  expect((await creel.call('triggers.get', { id })).faults).toEqual([])
})

test('a trigger whose arguments for a tool are no template cannot be switched on', async () => {
  await using creel = await runService()
  const { id: serverId } = await add(creel)
  const withArguments = (text: string) => ({
    name: 'Call',
    events: ['task.created'],
    allowsCommands: true,
    actions: [{ kind: 'call-tool' as const, serverId, tool: 'echo', arguments: text }],
  })
  await expect(creel.call('triggers.create', { ...withArguments('{% if %}'), enabled: true })).rejects.toMatchObject({
    code: 'bad-trigger',
    errors: [{ path: 'actions.0.arguments', message: expect.stringContaining('is no template') }],
  })
  const { id, faults } = await creel.call('triggers.create', withArguments('{"text": "{{ data.title | nope }}"}'))
  expect(faults).toMatchObject([{ path: 'actions.0.arguments' }])
  const good = withArguments('{"text": "{{ data.title | upcase }}"}')
  expect(await creel.call('triggers.update', { id, ...good, enabled: true })).toMatchObject({ faults: [] })
})

test('an action whose tool says that it failed, or whose server ends, fails in words; the next one goes on', async () => {
  await using creel = await runService()
  const { id: serverId } = await add(creel)
  const trigger = await creel.call('triggers.create', {
    name: 'Fail',
    events: ['github.push'],
    allowsCommands: true,
    enabled: true,
    actions: ['fail', 'die', 'nonesuch', 'echo'].map((tool) => ({ kind: 'call-tool' as const, serverId, tool })),
  })
  await sendPush(creel)
  const [run] = await ended(creel, trigger.id, 1, programsTakeMs)
  expect(run?.state).toBe('partly')
  const { actions } = await creel.call('runs.get', { id: run?.id ?? '' })
  expect(actions.map(({ state, result }) => [state, result?.words])).toEqual([
    ['failed', 'The tool fail of “Ours” says that it failed.'],
    ['failed', 'The tool die of “Ours” could not be called: It ended with 3 before it answered: Out of patience'],
    ['failed', expect.stringContaining('Unknown tool: nonesuch')],
    ['done', 'The tool echo of “Ours” was called.'],
  ])
  expect(actions[0]?.result?.tool).toMatchObject({ isError: true, output: 'The board is full.' })
})

test('the tools of a server are listed, all pages of them, with what their arguments must be like', async () => {
  await using creel = await runService()
  const { id } = await add(creel)
  const { items } = await creel.call('toolServers.tools', { id })
  expect(items.map(({ name }) => name)).toEqual([
    'echo',
    'note',
    'read_variable',
    'fail',
    'die',
    'be_silent',
    'be_huge',
    'note_and_wait',
  ])
  expect(items[0]).toMatchObject({ description: 'Says it again.', inputSchema: { required: ['text'] } })
})

test('what a server does wrong is told in words: not there, silent, too much, and cut where it is long', async () => {
  await using creel = await runService()
  const { id } = await add(creel)
  const { id: missing } = await add(creel, { ...toolProgram(), program: '/no/such/program' })
  await expect(creel.call('toolServers.tools', { id: missing })).rejects.toThrow(
    /could not be started: spawn \/no\/such\/program ENOENT/,
  )
  const { id: homeless } = await add(creel, { ...toolProgram(), folder: '/no/such/folder' })
  await expect(creel.call('toolServers.tools', { id: homeless })).rejects.toThrow(
    'It could not be started: its folder /no/such/folder is not there.',
  )
  await using other = await openRawSink()
  const { id: noMcp } = await creel.call('toolServers.create', {
    name: 'No MCP',
    transport: { kind: 'http', url: other.url, headers: [] },
  })
  await expect(creel.call('toolServers.tools', { id: noMcp })).rejects.toThrow('It does not speak MCP')
  const { id: noServer } = await add(creel, { ...toolProgram(), arguments: ['-e', 'process.exit(0)'] })
  await expect(creel.call('toolServers.tools', { id: noServer })).rejects.toThrow('It ended with 0 before it answered.')
  await expect(creel.call('toolServers.call', { id, tool: 'be_silent', timeLimitSeconds: 5 })).rejects.toThrow(
    'It did not answer within 5 s.',
  )
  await expect(call(creel, id, 'be_huge', { letters: 4_000_000 })).rejects.toThrow('It wrote more than 4 MB at once.')
  const long = await call(creel, id, 'be_huge', { letters: 70_000 })
  expect(long.isCut).toBe(true)
  expect(long.output).toHaveLength(64_000)
  await expect(call(creel, id, 'nonesuch')).rejects.toThrow(/Unknown tool: nonesuch/)
  await expect(creel.call('toolServers.tools', { id: 'tsv_00000000000000000000000000' })).rejects.toThrow(
    'No tool server has the id tsv_00000000000000000000000000',
  )
})

test('secret variables reach the server and nobody else: not the API, a file of things, or the database', async () => {
  await using creel = await runService()
  const secret = 'sk-very-secret-1234'
  const { id, transport } = await add(creel, toolProgram([{ name: 'API_KEY', value: secret, isSecret: true }]))
  expect(transport).toMatchObject({ environment: [{ name: 'API_KEY', value: null, isSecret: true }] })
  expect((await call(creel, id, 'read_variable', { name: 'API_KEY' })).output).toBe(secret)
  // Null keeps it, over any other change.
  await creel.call('toolServers.update', { id, name: 'Renamed', transport })
  expect((await call(creel, id, 'read_variable', { name: 'API_KEY' })).output).toBe(secret)
  expect((await call(creel, id, 'read_variable', { name: 'CREEL_TOKEN' })).output).toBe('It is not set.')
  for (const file of ['creel.db', 'creel.db-wal']) {
    expect(readFileSync(join(creel.home, file)).includes(secret)).toBe(false)
  }
  await expect(
    creel.call('toolServers.update', {
      id,
      transport: toolProgram([{ name: 'OTHER', value: null as unknown as string, isSecret: true }]),
    }),
  ).rejects.toThrow(/transport.environment.0.value is missing/)
})

test('a server over HTTP is asked with its headers, and told that its session is over', async () => {
  await using server = await httpToolServer()
  await using creel = await runService()
  const { id } = await creel.call('toolServers.create', {
    name: 'Remote',
    transport: {
      kind: 'http',
      url: server.url,
      headers: [{ name: 'Authorization', value: 'Bearer abc', isSecret: true }],
    },
  })
  expect((await creel.call('toolServers.tools', { id })).items).toHaveLength(8)
  const { output, isError } = await call(creel, id, 'echo', { text: 'over there' })
  expect([JSON.parse(output).said, isError]).toEqual(['over there', false])
  await expect.poll(() => server.requests.filter(({ method }) => method === 'DELETE').length).toBe(2)
  expect(new Set(server.requests.map(({ headers }) => headers['authorization']))).toEqual(new Set(['Bearer abc']))
  expect(new Set(server.requests.map(({ headers }) => headers['creel-hops']))).toEqual(new Set(['1']))
  await expect(call(creel, id, 'die')).rejects.toThrow(/closed the connection/)
  await expect(call(creel, id, 'be_huge', { letters: 4_000_001 })).rejects.toThrow('It answered with more than 4 MB.')
  await expect(creel.call('toolServers.call', { id, tool: 'be_silent', timeLimitSeconds: 5 })).rejects.toThrow(
    'It did not answer within 5 s.',
  )
})

test('a server over HTTP is reached only where Creel may send to', async () => {
  await using server = await httpToolServer()
  await using creel = await runService({ egress: 'remote' })
  const over = (url: string) =>
    creel.call('toolServers.create', { name: 'Remote', transport: { kind: 'http', url, headers: [] } })
  const { id } = await over(server.url)
  await expect(creel.call('toolServers.tools', { id })).rejects.toThrow(/the egress policy “remote” does not allow/)
  expect(server.requests).toEqual([])
  await expect(over(`${creel.controlUrl}/api/v1/tasks`)).rejects.toThrow(/leads to Creel’s own control port/)
})

test('only an owner brings a program: a key with less may not add one', async () => {
  await using creel = await runService()
  const { token } = await creel.call('apiKeys.create', { name: 'Editor', role: 'editor' })
  const send = (path: string, body: object) =>
    fetch(`${creel.controlUrl}/api/v1${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  const server = { name: 'Mine', transport: toolProgram() }
  expect((await send('/tool-servers', server)).status).toBe(403)
  expect((await creel.call('toolServers.list')).items).toEqual([])
})

test('a call that a stop has cut short is made again at the next start; a purged server is gone for good', async () => {
  const home = mkdtempSync(join(tmpdir(), 'creel-tools-'))
  const file = join(home, 'notes')
  let runId = ''
  {
    await using creel = await runService({ home })
    const { id: serverId } = await add(creel)
    const actions = [{ kind: 'call-tool' as const, serverId, tool: 'note_and_wait', arguments: `{"file": "${file}"}` }]
    const settings = { name: 'Wait', events: ['github.push'], allowsCommands: true, enabled: true, actions }
    const { id } = await creel.call('triggers.create', settings)
    await sendPush(creel)
    await expect.poll(() => existsSync(file), { timeout: programsTakeMs }).toBe(true)
    runId = (await creel.call('triggers.runs', { id })).items[0]?.id ?? ''
  }
  {
    await using creel = await runService({ home })
    await expect.poll(() => readFileSync(file, 'utf8'), { timeout: programsTakeMs }).toBe('Begun.\nBegun.\n')
    expect((await creel.call('runs.get', { id: runId })).actions[0]).toMatchObject({ state: 'running', tries: 2 })
    const [server] = (await creel.call('toolServers.list')).items
    await creel.call('toolServers.delete', { id: server?.id ?? '', purge: true })
    expect((await creel.call('toolServers.list', { deleted: true })).items).toEqual([])
    await expect(creel.call('toolServers.restore', { id: server?.id ?? '' })).rejects.toThrow(/No tool server/)
  }
  rmSync(home, { recursive: true, force: true })
})
