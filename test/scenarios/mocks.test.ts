import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runCli } from '#main/cli/run-cli.ts'
import { lentTerminal } from '#test/support/lent-terminal.ts'
import { askRaw } from '#test/support/raw-answer.ts'
import type { RunningService } from '#test/support/service.ts'
import { runService } from '#test/support/service.ts'

let creel: RunningService

beforeAll(async () => {
  creel = await runService()
})
afterAll(() => creel[Symbol.asyncDispose]())

const document = `
openapi: 3.0.3
info: {title: Pets, version: "1"}
servers: [{url: https://pets.example/v1}]
paths:
  /pets:
    post:
      requestBody: {content: {application/json: {schema: {type: object}}}}
      responses:
        201: {content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
  /pets/{id}:
    get:
      responses:
        200: {content: {application/json: {example: {id: 7, name: Rex}}}}
    delete:
      responses: {200: {$ref: '#/components/responses/None'}}
components:
  schemas:
    Pet:
      type: object
      properties: {id: {type: integer}, name: {type: string}}
`

const sourceWithRule = () =>
  creel.call('sources.create', {
    name: 'pets',
    answerRules: [{ name: 'mine', when: { combinator: 'and', rules: [] }, answer: { status: 418 } }],
  })

test('a source answers as its document says, keeps the requests and says which rule answered', async () => {
  const { id, url } = await sourceWithRule()
  const made = await creel.call('sources.mock', { id, document })
  expect(made).toMatchObject({ title: 'Pets', bases: ['', '/v1'], ruleCount: 5, replacedRules: 1, isMade: true })
  expect(made.leftOut.map(({ place }) => place)).toEqual(['paths./pets/{id}.delete', 'requestBody'])

  const one = await askRaw(`${url}/pets/7?full=yes`, 'GET')
  expect(one.status).toBe(200)
  expect(JSON.parse(one.body)).toEqual({ id: 7, name: 'Rex' })
  const created = await askRaw(`${url}/v1/pets`, 'POST')
  expect(created.status).toBe(201)
  expect(JSON.parse(created.body)).toEqual({ id: 1, name: 'text' })
  const wrong = await askRaw(`${url}/pets/7`, 'DELETE')
  expect(wrong).toMatchObject({ status: 405, headers: expect.arrayContaining([['Allow', 'GET']]) })
  expect((await askRaw(`${url}/cats`, 'GET')).status).toBe(404)

  const { items } = await creel.call('requests.list', { sourceId: id })
  expect(items.map(({ status }) => status)).toEqual([404, 405, 201, 200])
  const kept = await creel.call('requests.show', { id: items[3]?.id ?? '' })
  expect(kept.reply).toMatchObject({ rule: 'GET /pets/{id}' })
})

test('what is only tried, and a document that is none, change nothing', async () => {
  const { id, answerRules } = await sourceWithRule()
  expect(await creel.call('sources.mock', { id, document, dryRun: true })).toMatchObject({
    isMade: false,
    ruleCount: 5,
  })
  const bad = creel.call('sources.mock', { id, document: 'openapi: 3.1.0\npaths: []' })
  await expect(bad).rejects.toMatchObject({ code: 'bad-input', errors: [{ path: 'document.paths' }] })
  expect((await creel.call('sources.get', { id })).answerRules).toEqual(answerRules)
})

test('the command line makes a mock of a file and tells what it left out', async () => {
  const { id } = await sourceWithRule()
  const file = join(creel.home, 'pets.yaml')
  writeFileSync(file, document)
  const command = async (path: string) => {
    const lent = lentTerminal({ environment: { CREEL_HOME: creel.home } })
    const exitCode = await runCli(['sources', 'mock', id, '--document', path], lent.terminal)
    return { exitCode, output: lent.output(), complaint: lent.complaint() }
  }
  const made = await command(`@${file}`)
  expect(made).toMatchObject({ exitCode: 0, complaint: '' })
  expect(made.output).toContain('GET /pets/{id}  200, its example')
  expect(made.output).toContain(
    'left out: paths./pets/{id}.delete: The reference #/components/responses/None leads nowhere',
  )
  expect(made.output).toContain('Made 5 rules of “Pets”; 1 rules were replaced.')
  expect((await command(`${file}.none`)).complaint).toContain('cannot be read')
})
