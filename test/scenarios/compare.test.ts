import { expect, test } from 'vitest'
import { runCli } from '#main/cli/run-cli.ts'
import { lentTerminal } from '#test/support/lent-terminal.ts'
import type { RunningService } from '#test/support/service.ts'
import { runService } from '#test/support/service.ts'

async function receive(creel: RunningService, path: string, init: RequestInit): Promise<string> {
  const source = (await creel.call('sources.list', {})).items[0]
  const waiting = creel.call('requests.wait', {})
  await fetch(`${source?.url}${path}`, init)
  return (await waiting).id
}

const json = { 'content-type': 'application/json' }

async function compare(creel: RunningService, ...args: string[]): Promise<string> {
  const lent = lentTerminal({ environment: { CREEL_HOME: creel.home } })
  await runCli(['requests', 'compare', ...args], lent.terminal)
  return lent.complaint() + lent.output()
}

test('two requests are compared in head and body; the order of keys counts until it is to be ignored', async () => {
  await using creel = await runService()
  const one = await receive(creel, '/a?n=1', { method: 'POST', headers: json, body: '{"id":1,"paid":true}' })
  const other = await receive(creel, '/a?n=2', { method: 'POST', headers: json, body: '{"paid":true,  "id":1}' })
  const query = { part: 'query', name: 'n', before: ['1'], after: ['2'] }
  const strict = await creel.call('requests.compare', { id: one, otherId: other })
  expect(strict.head.filter(({ name }) => name !== 'content-length')).toEqual([query])
  expect(strict.body).toMatchObject({ isEqual: false, comparedAs: 'json', beforeBytes: 20, afterBytes: 22 })
  const loose = await creel.call('requests.compare', { id: one, otherId: other, ignoreOrder: true })
  expect(loose.body).toMatchObject({ isEqual: true, hunks: [] })
  expect(loose.isEqual).toBe(false)
  const answer = await creel.fetch(`/api/v1/requests/${one}/compare/${other}?ignoreOrder=true`)
  expect(await answer.json()).toEqual(loose)
})

test('the command line tells the differences in lines, and that there are none', async () => {
  await using creel = await runService()
  const one = await receive(creel, '/a', { method: 'POST', headers: json, body: '{"id":1,"state":"open"}' })
  const other = await receive(creel, '/a', { method: 'PUT', headers: json, body: '{"id":1,"state":"paid"}' })
  expect(await compare(creel, one, other)).toBe(`Method  POST → PUT
Body    23 → 23 bytes
@@ line 1 → 1 @@
  {
    "id": 1,
-   "state": "open"
+   "state": "paid"
  }
`)
  expect(await compare(creel, one, one)).toBe('Nothing differs: method, path, query, headers and body are alike.\n')
  expect(JSON.parse(await compare(creel, one, other, '--json'))).toMatchObject({ before: one, after: other })
})

test('bodies that are no text are compared by their bytes, and an unknown request is said', async () => {
  await using creel = await runService()
  const one = await receive(creel, '', { method: 'POST', body: Buffer.from([0xff, 0]) })
  const other = await receive(creel, '', { method: 'POST', body: Buffer.from([0xff, 1]) })
  expect(await compare(creel, one, other)).toContain('Body    differs in its bytes, 2 → 2 bytes\n')
  expect(await compare(creel, one, 'req_01ARZ3NDEKTSV4RRFFQ69G5FAV')).toContain('No request has the id')
})
