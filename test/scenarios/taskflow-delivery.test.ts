import { execFileSync, spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { openRawSink } from '#test/support/raw-sink.ts'
import { runService } from '#test/support/service.ts'
import { documentedNode, documentedPython } from '#test/support/taskflow-verifiers.ts'

const secret = 'your_generated_secret_key'
const quoted = (...texts: string[]): string => texts.map((text) => JSON.stringify(text)).join(', ')

test('TaskFlow’s own verifiers accept a real delivery of a webhook that was made as its documents say', async () => {
  await using sink = await openRawSink()
  await using creel = await runService()
  const post = (path: string, body: object): Promise<Response> =>
    creel.fetch(path, { method: 'POST', body: JSON.stringify(body) })
  const given = { url: sink.url, events: ['task.created'], secret, enabled: true }
  const made = (await (await post('/v2/webhooks', given)).json()) as { id: string }
  expect((await post(`/v2/webhooks/${made.id}/test`, { event_type: 'task.created' })).status).toBe(202)
  await expect.poll(() => sink.requests.length, { timeout: 15_000 }).toBe(1)

  const { headers = [], body = Buffer.alloc(0) } = sink.requests[0] ?? {}
  const valueOf = (name: string): string => headers.find(([key]) => key === name)?.[1] ?? ''
  const payload = body.toString()
  expect(valueOf('X-TaskFlow-Event')).toBe('task.created')
  expect(valueOf('X-TaskFlow-Delivery-ID')).toMatch(/^del_/)
  expect(Object.keys(JSON.parse(payload) as object)).toEqual(['id', 'type', 'timestamp', 'data', 'metadata'])
  expect(payload).toMatch(/"timestamp":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"/)

  const call = quoted(payload, valueOf('X-TaskFlow-Signature'), secret)
  const node = `${documentedNode}\nconsole.log(verifyWebhook(${call}))`
  const said = execFileSync(process.execPath, ['--input-type=commonjs', '-'], { input: node, encoding: 'utf8' })
  expect(said.trim()).toBe('true')
  const hasPython = spawnSync('python3', ['--version']).status === 0
  const python = `${documentedPython}\nprint(verify_webhook(${call}))`
  const env = { ...process.env, PYTHONUTF8: '1' }
  const pythonSaid = hasPython
    ? execFileSync('python3', ['-'], { input: python, encoding: 'utf8', env }).trim()
    : 'True'
  expect(pythonSaid).toBe('True')
})
