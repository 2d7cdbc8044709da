import { expect, test } from 'vitest'
import { createFairQueue } from '#main/host/sandbox/fair-queue.ts'
import { renderJob } from '#test/support/template-events.ts'
import { testSandbox } from '#test/support/test-sandbox.ts'

const good = renderJob({ source: '["{{ data.amount }}"]' })
// Memory is filled between two looks at the clock: only killing the thread ends this.
const hanging = renderJob({
  language: 'javascript',
  source: 'function transform() { const kept = []; for (;;) kept.push(new Array(3e6).fill(1)) }',
})
const limits = { limitMs: 20, deadlineMs: 60 }

test('a job that does not end is killed with its thread, and what waited is done by another', async () => {
  // Its own count is switched off: nothing but the deadline ends it.
  await using sandbox = testSandbox({ limitMs: 60_000, deadlineMs: 400 })
  const endless = renderJob({ language: 'javascript', source: 'const transform = () => { for (;;); }' })
  const [killed, done] = await Promise.all([sandbox.run('one', endless), sandbox.run('two', good)])
  expect(killed).toEqual({ kind: 'stopped', reason: 'It took longer than 400 ms and was stopped.' })
  expect(done).toMatchObject({ kind: 'done', result: { kind: 'rendered', text: '["14900"]' } })
  expect(sandbox.lost).toEqual(['It took longer than 400 ms and was stopped.'])
})

test('what one owner wrote keeps the others waiting for one job at most', async () => {
  await using sandbox = testSandbox({ limitMs: 60_000, deadlineMs: 40 })
  const order: string[] = []
  const endless = renderJob({ language: 'javascript', source: 'const transform = () => { for (;;); }' })
  await sandbox.run('first', good)
  await Promise.all([
    ...[1, 2, 3].map((n) => sandbox.run('bad', endless).then(() => order.push(`bad ${n}`))),
    ...[1, 2].map((n) => sandbox.run('good', good).then(() => order.push(`good ${n}`))),
  ])
  expect(order).toEqual(['bad 1', 'good 1', 'bad 2', 'good 2', 'bad 3'])
})

test('filling the memory ends the thread, not Creel', async () => {
  await using sandbox = testSandbox(limits)
  const answer = await sandbox.run('one', hanging)
  expect(
    answer.kind === 'stopped' || (answer.kind === 'done' && 'kind' in answer.result && answer.result.kind === 'faulty'),
  ).toBe(true)
  expect(await sandbox.run('one', good)).toMatchObject({ kind: 'done' })
})

test('more than a thousand jobs that wait are refused, not gathered', async () => {
  await using sandbox = testSandbox()
  const answers = await Promise.all(Array.from({ length: 1_050 }, () => sandbox.run('one', good)))
  expect(answers.filter(({ kind }) => kind === 'busy')).toHaveLength(50)
  expect(answers.filter(({ kind }) => kind === 'done')).toHaveLength(1_000)
})

test('a sandbox that was closed answers that it is busy', async () => {
  const sandbox = testSandbox()
  const waiting = sandbox.run('one', good)
  await sandbox.close()
  expect((await waiting).kind).toBe('busy')
  expect(await sandbox.run('one', good)).toEqual({ kind: 'busy' })
})

test('the fields that a template asks for are found with their places', async () => {
  await using sandbox = testSandbox()
  const source =
    '{{ data.name }}\n{% if event.data.paid %}{{ data.list[0].id | default: 3 }}{% endif %}{% for i in data.list %}{{ i }}{% endfor %}'
  const answer = await sandbox.run('one', { kind: 'fields', source })
  expect(answer.kind === 'done' && answer.result.map(({ path, line, hasDefault }) => [path, line, hasDefault])).toEqual(
    [
      ['data.name', 1, false],
      ['data.list.0.id', 2, true],
      ['data.list', 2, false],
      ['data.paid', 2, false],
    ],
  )
})

test('owners take turns', () => {
  const queue = createFairQueue<string>(4)
  const added = ['a1', 'a2', 'a3', 'b1', 'c1'].map((item) => queue.add(item.charAt(0), item))
  expect(added).toEqual([true, true, true, true, false])
  expect([queue.next(), queue.next(), queue.next(), queue.next(), queue.next()]).toEqual([
    'a1',
    'b1',
    'a2',
    'a3',
    undefined,
  ])
})
