import { expect, test } from 'vitest'
import { openRawSink } from '#test/support/raw-sink.ts'
import type { RunningService } from '#test/support/service.ts'
import { runService } from '#test/support/service.ts'

const waitOptions = { timeout: 30_000, interval: 50 }

const statesOf = async (creel: RunningService): Promise<string[]> =>
  (await creel.call('deliveries.list', {})).items.map(({ state }) => state)

const publish = (creel: RunningService, data: Record<string, unknown>) =>
  creel.call('events.publish', { type: 'order.paid', data: data as Record<string, string> })

async function published(creel: RunningService, source: string, language: 'liquid' | 'javascript' = 'liquid') {
  const { id } = await creel.call('templates.create', { name: 'Mine', source, language })
  return creel.call('templates.publish', { id })
}

test('a webhook sends what its template makes, and a delivery keeps the version it was planned with', async () => {
  await using sink = await openRawSink()
  await using creel = await runService()
  const first = await published(creel, '{"order": "{{ data.id }}", "v": 1}')
  const webhook = { name: 'Shop', url: sink.url, events: ['order.*'], templateId: first.id }
  const { id: webhookId } = await creel.call('webhooks.create', webhook)
  await creel.call('webhooks.pause', { id: webhookId })
  await publish(creel, { id: 'o "1"' })
  await creel.call('templates.update', { id: first.id, source: '{"order": "{{ data.id }}", "v": 2}' })
  expect(await creel.call('templates.publish', { id: first.id })).toMatchObject({
    publishedVersion: 2,
    versionCount: 2,
  })
  await publish(creel, { id: 'o_2' })
  await creel.call('webhooks.resume', { id: webhookId })
  await expect.poll(() => statesOf(creel), waitOptions).toEqual(['delivered', 'delivered'])
  expect(sink.requests.map(({ body }) => body.toString()).toSorted()).toEqual([
    '{"order": "o \\"1\\"", "v": 1}',
    '{"order": "o_2", "v": 2}',
  ])
  expect(await creel.call('templates.rollBack', { id: first.id, number: 1 })).toMatchObject({ publishedVersion: 1 })
  await publish(creel, { id: 'o_3' })
  await expect.poll(() => sink.requests.at(-1)?.body.toString(), waitOptions).toBe('{"order": "o_3", "v": 1}')
  const versions = await creel.call('templates.versions', { id: first.id })
  expect(versions.items.map(({ number, isPublished }) => [number, isPublished])).toEqual([
    [2, false],
    [1, true],
  ])
})

test('what cannot be rendered is a dead letter with reason and line, holds nothing up, and can be replayed mended', async () => {
  await using sink = await openRawSink()
  await using creel = await runService()
  const { id } = await published(creel, '{\n  "n": {% if data.bad %}oops{% else %}{{ data.n }}{% endif %}\n}')
  const made = await creel.call('webhooks.create', {
    name: 'Shop',
    url: sink.url,
    events: ['order.*'],
    templateId: id,
    concurrency: 1,
    // One failure would open it, were the target to blame.
    breaker: { isOn: true, leastAttempts: 1, failedShare: 0.1, windowSeconds: 60, restSeconds: 60 },
  })
  await publish(creel, { bad: true, n: 1 })
  await publish(creel, { n: 2 })
  await expect.poll(() => statesOf(creel), waitOptions).toEqual(['delivered', 'dead_letter'])
  const [dead] = (await creel.call('deliveries.list', { state: 'dead_letter' })).items
  expect(dead).toMatchObject({
    errorClass: 'not-rendered',
    reason: 'The payload could not be made: Line 2: The result is no JSON. Here should be a value.',
    attemptCount: 1,
  })
  expect(await creel.call('webhooks.get', { id: made.id })).toMatchObject({ isTripped: false, status: 'active' })

  await creel.call('templates.update', { id, source: '{"mended": {{ data.n }}}' })
  await creel.call('templates.publish', { id })
  await creel.call('deliveries.replay', { id: dead?.id ?? '' })
  await expect.poll(() => sink.requests.at(-1)?.body.toString(), waitOptions).toBe('{"mended": 1}')
})

test('a transform that answers null leaves a delivery out, and says so', async () => {
  await using sink = await openRawSink()
  await using creel = await runService()
  const source = 'function transform({ data }) { return data.n > 1 ? { big: data.n } : null }'
  const { id } = await published(creel, source, 'javascript')
  await creel.call('webhooks.create', { name: 'Big ones', url: sink.url, events: ['order.*'], templateId: id })
  await publish(creel, { n: 1 })
  await publish(creel, { n: 2 })
  await expect.poll(() => statesOf(creel), waitOptions).toEqual(['delivered', 'cancelled'])
  const [skipped] = (await creel.call('deliveries.list', { state: 'cancelled' })).items
  expect(skipped).toMatchObject({ reason: 'Its transform skipped the event.', attemptCount: 0 })
  expect(sink.requests.map(({ body }) => body.toString())).toEqual(['{"big":2}'])
})

test('a template that never ends is stopped, while others go on', async () => {
  await using sink = await openRawSink()
  await using creel = await runService()
  const endless = await creel.call('templates.create', {
    name: 'Endless',
    language: 'javascript',
    source: 'function transform(event) { if (event.type === "order.paid") for (;;); return {} }',
  })
  await creel.call('templates.publish', { id: endless.id })
  await creel.call('webhooks.create', { name: 'Endless', url: sink.url, events: ['*'], templateId: endless.id })
  await creel.call('webhooks.create', {
    name: 'Slack',
    url: `${sink.url}/ok`,
    events: ['*'],
    templateId: 'tpl_generic',
  })
  await publish(creel, { n: 1 })
  await expect.poll(async () => (await statesOf(creel)).toSorted(), waitOptions).toEqual(['dead_letter', 'delivered'])
  const [dead] = (await creel.call('deliveries.list', { state: 'dead_letter' })).items
  expect(dead?.reason).toMatch(/ran for more than 150 ms/)
  expect(JSON.parse(sink.requests[0]?.body.toString() ?? '')).toMatchObject({ type: 'order.paid', data: { n: 1 } })
})

test('a draft sends nothing, and what is wrong is refused with its reason', async () => {
  await using creel = await runService()
  const { id } = await creel.call('templates.create', { name: 'Draft', source: '{{ data.name | nope }}' })
  const url = 'http://127.0.0.1:9/'
  const use = creel.call('webhooks.create', { name: 'No', url, events: ['*'], templateId: id })
  await expect(use).rejects.toMatchObject({ code: 'bad-input', message: expect.stringContaining('publish it first') })
  const publishing = creel.call('templates.publish', { id })
  await expect(publishing).rejects.toMatchObject({
    code: 'bad-template',
    message: expect.stringContaining('Undefined filter: nope'),
  })
  const tests = [{ name: 'pays', event: { data: { n: 1 } }, expected: { n: 2 } }]
  await creel.call('templates.update', { id, source: '{"n": {{ data.n }}}', tests })
  await expect(creel.call('templates.publish', { id })).rejects.toMatchObject({
    message: expect.stringContaining('pays'),
  })
  expect(await creel.call('templates.test', { id })).toEqual({
    passed: 0,
    failed: 1,
    items: [{ name: 'pays', passed: false, actual: { n: 1 }, fault: null }],
  })
  expect(await creel.call('templates.publish', { id, despiteTests: true })).toMatchObject({ publishedVersion: 1 })
  const { id: webhookId } = await creel.call('webhooks.create', { name: 'Yes', url, events: ['*'], templateId: id })
  await expect(creel.call('templates.delete', { id })).rejects.toMatchObject({ code: 'conflict' })
  await creel.call('webhooks.update', { id: webhookId, templateId: null })
  await creel.call('templates.delete', { id })
  expect((await creel.call('templates.list', {})).items.every(({ isBuiltIn }) => isBuiltIn)).toBe(true)
  expect(await creel.call('templates.restore', { id })).toMatchObject({ name: 'Draft' })
  await expect(creel.call('templates.update', { id: 'tpl_slack', name: 'Mine' })).rejects.toMatchObject({
    code: 'conflict',
  })
  const copy = await creel.call('templates.create', { name: 'My Slack', from: 'tpl_slack' })
  expect(copy.draft?.source).toContain('blocks')
})

test('a preview tells the output, the fault with its line, and fields that events do not have', async () => {
  await using creel = await runService()
  for (const n of [1, 2, 3])
    await publish(creel, n === 2 ? { buyer: { name: 'Kim' }, mail: { name: 'k' } } : { mail: { name: 'x' } })
  const source = '{\n"a": "{{ data.buyer.name }}", "b": "{{ data.zip | default: 1 }}"\n}'
  const preview = await creel.call('templates.preview', { source, measures: true })
  expect(preview).toMatchObject({
    eventType: 'order.paid',
    measured: 3,
    result: { kind: 'rendered', text: '{\n"a": "", "b": "1"\n}', contentType: 'application/json', bytes: 21 },
    gaps: [{ path: 'data.buyer.name', line: 2, column: 10, missing: 2, instead: 'data.mail.name' }],
  })
  const failed = await creel.call('templates.preview', { source: '{\n"a": }' })
  expect(failed.result).toEqual({
    kind: 'failed',
    fault: { message: 'The result is no JSON. Here should be a value.', line: 2, column: 6 },
  })
})
