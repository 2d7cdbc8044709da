import { expect, test } from 'vitest'
import { openRawSink } from '#test/support/raw-sink.ts'
import { runService } from '#test/support/service.ts'
import { ended, listed, onMain, push, runsOf, sendPush } from '#test/support/trigger-runs.ts'

test('a trigger does what it says, in order, and the trace shows every step to the last attempt', async () => {
  await using sink = await openRawSink()
  await using creel = await runService()
  const webhook = await creel.call('webhooks.create', {
    name: 'Deploys',
    url: `${sink.url}/hook`,
    events: ['deploy.done'],
  })
  const trigger = await creel.call('triggers.create', {
    name: 'Announce',
    events: ['github.*'],
    condition: onMain,
    enabled: true,
    actions: [
      { kind: 'deliver', to: { kind: 'url', url: `${sink.url}/plain` } },
      { kind: 'forward', url: `${sink.url}/raw` },
      {
        kind: 'emit',
        type: 'deploy.done',
        data: { commit: '{{body.after}}', by: '{{header.X-Release}} of {{event}}', all: '{{body.head_commit}}' },
      },
      { kind: 'notify', title: 'Pushed {{body.head_commit.message}}' },
    ],
  })
  expect(trigger.sentence).toBe(
    `When github.* arrives, if body.ref is “refs/heads/main”, deliver it to ${sink.url}/plain, forward the request as it came to ${sink.url}/raw, emit the event deploy.done and notify this computer of “Pushed {{body.head_commit.message}}”; at most 20 times an hour.`,
  )
  await sendPush(creel, { ...push, ref: 'refs/heads/other' })
  await sendPush(creel)
  const [run] = await ended(creel, trigger.id, 1)
  expect(run).toMatchObject({ state: 'succeeded', eventType: 'github.push', depth: 0 })
  await expect
    .poll(() => sink.requests.map(({ target }) => target).toSorted(), { timeout: 10_000 })
    .toEqual(['/hook', '/plain', '/raw'])
  const bodies = Object.fromEntries(sink.requests.map(({ target, body }) => [target, JSON.parse(body.toString())]))
  expect(bodies['/raw']).toEqual(push)
  expect(bodies['/hook'].data).toEqual({ commit: 'abc123', by: 'r7 of github.push', all: { message: 'Ship it' } })
  expect(bodies['/plain']).toMatchObject({ type: 'github.push' })

  const shown = await creel.call('runs.get', { id: run?.id ?? '' })
  expect(shown.actions.map(({ kind, state }) => [kind, state])).toEqual([
    ['deliver', 'done'],
    ['forward', 'done'],
    ['emit', 'done'],
    ['notify', 'done'],
  ])
  expect(shown.actions[3]?.result?.words).toBe('Shown: Pushed Ship it')

  await expect
    .poll(async () => JSON.stringify(await creel.call('runs.trace', { id: run?.requestId ?? '' })), { timeout: 10_000 })
    .toMatch(/"Attempt 1".*"Attempt 1".*"Attempt 1"/)
  const { root, isCut } = await creel.call('runs.trace', { id: run?.requestId ?? '' })
  expect(isCut).toBe(false)
  expect(listed(root)).toEqual([
    'request POST /',
    '  event github.push',
    '    run Announce',
    `      action deliver it to ${sink.url}/plain`,
    `        delivery ${sink.url}/plain`,
    '          attempt Attempt 1',
    `      action forward the request as it came to ${sink.url}/raw`,
    `        delivery ${sink.url}/raw`,
    '          attempt Attempt 1',
    '      action emit the event deploy.done',
    '        event deploy.done',
    `          delivery ${sink.url}/hook`,
    '            attempt Attempt 1',
    '      action notify this computer of “Pushed {{body.head_commit.message}}”',
    '      event workflow.triggered',
  ])
  expect(webhook.name).toBe('Deploys')
})

test('a command gets the event, arguments are never read by a shell, and it runs only where it is allowed', async () => {
  await using creel = await runService()
  const program = [
    '-e',
    'process.stdin.on("data", (d) => process.stdout.write(JSON.parse(d).type)); console.error(process.argv[1]); process.exitCode = Number(process.argv[2])',
  ]
  const settings = {
    name: 'Run it',
    events: ['order.paid'],
    actions: [
      { kind: 'command' as const, program: process.execPath, arguments: [...program, '{{data.id}}', '{{data.code}}'] },
    ],
  }
  await expect(creel.call('triggers.create', { ...settings, enabled: true })).rejects.toMatchObject({
    code: 'bad-trigger',
  })
  const trigger = await creel.call('triggers.create', { ...settings, allowsCommands: true, enabled: true })
  await creel.call('events.publish', { type: 'order.paid', data: { id: '$(touch /tmp/never); "x"', code: '0' } })
  const [good] = await ended(creel, trigger.id, 1)
  const { actions } = await creel.call('runs.get', { id: good?.id ?? '' })
  expect(actions[0]).toMatchObject({ state: 'done', tries: 1, result: { command: { exitCode: 0, isCut: false } } })
  expect(actions[0]?.result?.command?.output).toContain('$(touch /tmp/never); "x"')
  expect(actions[0]?.result?.command?.output).toContain('order.paid')
  await creel.call('events.publish', { type: 'order.paid', data: { id: 'y', code: '3' } })
  const [bad] = await ended(creel, trigger.id, 2)
  expect(bad?.state).toBe('failed')
})

test('a request whose signature is wrong runs only triggers that ask for it', async () => {
  await using creel = await runService()
  const source = await creel.firstSource()
  await creel.call('sources.update', { id: source.id, provider: 'github', verificationPolicy: 'soft' })
  await creel.call('sources.addSecret', { id: source.id, name: 'first', secret: 'correct horse' })
  const notify = {
    events: ['github.*'],
    sources: [source.id],
    actions: [{ kind: 'notify' as const, title: 'x' }],
    enabled: true,
  }
  const careful = await creel.call('triggers.create', { ...notify, name: 'Careful' })
  const bold = await creel.call('triggers.create', { ...notify, name: 'Bold', takesFailedSignatures: true })
  expect(careful.sentence).toContain(`from ${source.name}`)
  await fetch(source.url, {
    method: 'POST',
    body: '{}',
    headers: { 'x-github-event': 'push', 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` },
  })
  await ended(creel, bold.id, 1)
  expect(await runsOf(creel, careful.id)).toEqual([])
})

test('a broken reference keeps a trigger off, and a trigger that is on from breaking by a change', async () => {
  await using creel = await runService()
  const webhook = await creel.call('webhooks.create', {
    name: 'Gone soon',
    url: 'https://hooks.example.com/',
    events: ['*'],
  })
  const deliver = { kind: 'deliver' as const, to: { kind: 'webhook' as const, id: webhook.id } }
  const trigger = await creel.call('triggers.create', { name: 'T', events: ['a.b'], actions: [deliver] })
  expect(trigger).toMatchObject({ enabled: false, faults: [], sentence: expect.stringContaining('“Gone soon”') })
  await creel.call('webhooks.delete', { id: webhook.id })
  const broken = await creel.call('triggers.get', { id: trigger.id })
  expect(broken.faults).toEqual([{ path: 'actions.0.to.id', message: 'is a webhook that is gone' }])
  await expect(creel.call('triggers.update', { id: trigger.id, enabled: true })).rejects.toMatchObject({
    code: 'bad-trigger',
    errors: [{ path: 'actions.0.to.id' }],
  })
  expect(await creel.call('triggers.update', { id: trigger.id, name: 'Saved all the same' })).toMatchObject({
    name: 'Saved all the same',
    version: 2,
  })
  const expression = {
    combinator: 'and' as const,
    rules: [{ cel: 'data.list.all(x, data.list.all(y, x == y))' }, { cel: 'data ==' }],
  }
  const { faults } = await creel.call('triggers.update', { id: trigger.id, condition: expression })
  expect(faults.map(({ path }) => path)).toEqual(['condition.rules.0.cel', 'condition.rules.1.cel', 'actions.0.to.id'])
})

test('an expression decides with the rest of the tree; what it cannot find is no match', async () => {
  await using creel = await runService()
  const trigger = await creel.call('triggers.create', {
    name: 'Dear',
    events: ['order.*'],
    condition: { combinator: 'and', rules: [{ cel: 'data.total > 100.0 && data.items.exists(i, i.kind == "book")' }] },
    actions: [{ kind: 'notify', title: 'x' }],
    enabled: true,
  })
  await creel.call('events.publish', { type: 'order.paid', data: { total: 200, items: [{ kind: 'book' }] } })
  await creel.call('events.publish', { type: 'order.paid', data: { total: 50, items: [{ kind: 'book' }] } })
  await creel.call('events.publish', { type: 'order.paid', data: {} })
  await creel.call('events.publish', {
    type: 'order.paid',
    data: { total: 300, items: Array.from({ length: 1001 }, () => ({ kind: 'book' })) },
  })
  expect(await ended(creel, trigger.id, 1)).toHaveLength(1)
  const test = await creel.call('triggers.test', { id: trigger.id, eventType: 'order.paid', data: {} })
  expect(test).toMatchObject({
    matches: false,
    verdicts: [{ path: 'rules.0', holds: false, reason: expect.stringContaining('total') }],
  })
})

test('a dry run and a back-test do nothing, and find what the live run finds', async () => {
  await using sink = await openRawSink()
  await using creel = await runService()
  await sendPush(creel)
  await sendPush(creel, { ...push, ref: 'refs/heads/other' })
  await creel.call('events.publish', { type: 'order.paid', data: {} })
  const draft = {
    name: 'Draft',
    events: ['github.push'],
    condition: onMain,
    actions: [
      { kind: 'deliver' as const, to: { kind: 'url' as const, url: `${sink.url}/x` } },
      { kind: 'emit' as const, type: 'deploy.done', data: { commit: '{{body.after}}' } },
      { kind: 'command' as const, program: 'rm' },
    ],
  }
  await expect.poll(async () => (await creel.call('events.list', {})).items.length, { timeout: 10_000 }).toBe(3)
  const backtest = await creel.call('triggers.backtestDraft', draft)
  expect(backtest).toMatchObject({ tested: 3, matched: 1 })
  const hit = backtest.events.find(({ matches }) => matches)
  const tested = await creel.call('triggers.testDraft', { ...draft, eventId: hit?.eventId ?? '' })
  expect(tested).toMatchObject({
    matches: true,
    verdicts: [{ path: 'rules.0', holds: true, actual: 'refs/heads/main' }],
    actions: [
      { possible: true, words: `POST ${sink.url}/x would be sent.` },
      { possible: true, words: 'The event deploy.done would be published.', detail: expect.stringContaining('abc123') },
      { possible: false, words: expect.stringContaining('does not allow commands') },
    ],
  })
  const miss = await creel.call('triggers.testDraft', draft)
  expect(miss).toMatchObject({
    matches: false,
    reason: 'The condition does not hold.',
    verdicts: [{ holds: false, actual: 'refs/heads/other' }],
  })
  expect((await creel.call('triggers.testDraft', { ...draft, eventType: 'order.paid', data: {} })).reason).toBe(
    'It does not take events of the type order.paid.',
  )
  expect((await creel.call('events.list', {})).items).toHaveLength(3)
  expect((await creel.call('runs.list', {})).items).toEqual([])
  expect(sink.requests).toEqual([])
})
