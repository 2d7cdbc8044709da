import { describe, expect, test } from 'vitest'
import { compileSchema } from '#main/core/events/json-schema.ts'
import { readDocument } from '#main/core/mocks/read-document.ts'
import { rulesOfDocument } from '#main/core/mocks/rules-of-document.ts'
import { sampleOfSchema } from '#main/core/mocks/sample-of-schema.ts'
import { chooseAnswer } from '#main/core/rules/choose-answer.ts'
import { requestFacts } from '#main/core/rules/request-facts.ts'
import { Answer } from '#shared/model/answer.ts'
import { SourceSettings } from '#shared/model/source.ts'
import { capturedRequest } from '#test/support/captured-request.ts'

const mockOf = async (document: unknown) =>
  rulesOfDocument(await readDocument(typeof document === 'string' ? document : JSON.stringify(document)))

const ok = (media: unknown, type = 'application/json') => ({ responses: { 200: { content: { [type]: media } } } })

const withPaths = (paths: unknown, more: object = {}) => ({ openapi: '3.1.0', info: { title: 'Pets' }, paths, ...more })

async function ask(document: unknown, method: string, path: string): Promise<Answer & { rule: string | null }> {
  const { rules } = await mockOf(document)
  const facts = requestFacts(capturedRequest({ method, path }), null)
  const { answer, rule } = chooseAnswer({ answer: Answer.parse({}), answerRules: rules }, facts)
  return { ...answer, rule }
}

const bodyOf = async (media: unknown, more: object = {}): Promise<unknown> =>
  JSON.parse((await ask(withPaths({ '/a': { get: ok(media) } }, more), 'GET', '/a')).body)

describe('the answer of an operation', () => {
  test('is its example, its first named example, or made from its schema, in this order', async () => {
    const schema = { type: 'object', properties: { id: { type: 'integer' } } }
    const examples = { one: { $ref: '#/components/examples/One' } }
    const components = { examples: { One: { value: { id: 7 } } } }
    expect(await bodyOf({ schema, examples, example: { id: 5 } }, { components })).toEqual({ id: 5 })
    expect(await bodyOf({ schema, examples }, { components })).toEqual({ id: 7 })
    expect(await bodyOf({ schema })).toEqual({ id: 1 })
  })

  test.each([
    [{ 404: {}, 201: {}, 202: {} }, 201],
    [{ 404: {}, '2XX': {} }, 200],
    [{ 404: {}, default: {} }, 200],
    [{ 302: {}, 404: {} }, 302],
    [{ 204: { content: { 'application/json': { example: 1 } } } }, 204],
  ])('of the responses %j is %i', async (responses, status) => {
    const answer = await ask(withPaths({ '/a': { get: { responses } } }), 'GET', '/a')
    expect(answer).toMatchObject({ status, body: '' })
  })

  test('has the headers of the response and the type of its content, JSON first', async () => {
    const headers = {
      'X-Rate-Limit': { schema: { type: 'integer', minimum: 60 } },
      'Content-Length': { schema: { type: 'integer' } },
      'X-Bad': { example: 'two\nlines' },
    }
    const content = { 'text/plain': { example: 'a' }, 'application/vnd.pet+json': { example: 'a' } }
    const answer = await ask(withPaths({ '/a': { get: { responses: { 200: { headers, content } } } } }), 'GET', '/a')
    expect(answer.headers).toEqual([
      ['Content-Type', 'application/vnd.pet+json'],
      ['X-Rate-Limit', '60'],
    ])
    expect(answer.body).toBe('"a"')
  })

  test('is a text as it stands where it is no JSON', async () => {
    const answer = await ask(withPaths({ '/a': { get: ok({ example: '<a/>' }, 'application/xml') } }), 'GET', '/a')
    expect(answer.body).toBe('<a/>')
  })
})

describe('paths', () => {
  const named = (name: string) => ok({ example: name })
  const document = withPaths(
    {
      '/pets/{id}': { get: named('one'), delete: { responses: { 204: {} } } },
      '/pets/mine': { get: named('mine') },
      '/pets/{id}/photos/{photo}.png': { get: named('photo') },
      '/pets': { get: named('all') },
      '/a.b': { get: named('dot') },
    },
    { servers: [{ url: 'https://{host}/{version}/', variables: { version: { default: 'v1' } } }, { url: '/next' }] },
  )

  test.each([
    ['GET', '/pets/7', 'GET /pets/{id}'],
    ['GET', '/pets/7?full=yes', 'GET /pets/{id}'],
    ['GET', '/pets/mine', 'GET /pets/mine'],
    ['GET', '/v1/pets/7', 'GET /pets/{id}'],
    ['GET', '/next/pets', 'GET /pets'],
    ['GET', '/pets/7/photos/2.png', 'GET /pets/{id}/photos/{photo}.png'],
    ['GET', '/pets/7/photos/2xpng', '404 for all else'],
    ['GET', '/v2/pets', '404 for all else'],
    ['GET', '/axb', '404 for all else'],
    ['GET', '/pets/', '404 for all else'],
    ['DELETE', '/pets/mine', '405 /pets/mine'],
    ['POST', '/v1/pets/7', '405 /pets/{id}'],
  ])('%s %s is answered by the rule “%s”', async (method, path, rule) => {
    expect((await ask(document, method, path)).rule).toBe(rule)
  })

  test('what is not there says so: 405 with Allow, 404 with the title', async () => {
    const wrong = await ask(document, 'PUT', '/pets/7')
    expect(wrong).toMatchObject({ status: 405, headers: expect.arrayContaining([['Allow', 'GET, DELETE']]) })
    expect(JSON.parse(wrong.body)).toMatchObject({ status: 405, detail: 'The mock has GET, DELETE at /pets/{id}.' })
    const lost = await ask(document, 'GET', '/none')
    expect(JSON.parse(lost.body)).toMatchObject({ status: 404, detail: expect.stringContaining('“Pets”') })
  })
})

describe('a sample', () => {
  test.each<Record<string, unknown>>([
    { type: 'string', minLength: 6, maxLength: 8 },
    { type: ['null', 'string'], format: 'date-time' },
    { type: 'integer', minimum: 10, multipleOf: 7 },
    { type: 'integer', exclusiveMaximum: 0 },
    { type: 'number', exclusiveMinimum: 1, maximum: 2 },
    { enum: ['red', 'green'] },
    { const: 4 },
    { type: 'array', minItems: 3, items: { type: 'boolean' } },
    { type: 'array', maxItems: 0, items: { type: 'boolean' } },
    { oneOf: [{ type: 'null' }, { type: 'integer' }] },
    {
      type: 'object',
      required: ['a', 'b', 'c'],
      properties: { a: { type: 'string' } },
      allOf: [
        { type: 'object', properties: { b: { type: 'integer' } } },
        { type: 'object', properties: { c: { anyOf: [{ type: 'array', items: { type: 'number' } }] } } },
      ],
    },
    {
      required: ['id'],
      properties: { id: { type: 'string', format: 'uuid' }, at: { type: 'string', format: 'date' } },
    },
  ])('of %j is as the schema says', (schema) => {
    const sample = sampleOfSchema({}, schema)
    expect(compileSchema(schema as never, 'schema')(sample)).toEqual([])
  })

  test('of a schema that contains itself ends where it would begin again', () => {
    const schemas = {
      Node: {
        type: 'object',
        required: ['name'],
        properties: {
          name: { type: 'string' },
          parent: { $ref: '#/components/schemas/Node' },
          children: { type: 'array', items: { $ref: '#/components/schemas/Node' } },
        },
      },
      Endless: { type: 'object', required: ['next'], properties: { next: { $ref: '#/components/schemas/Endless' } } },
    }
    const document = { components: { schemas } }
    expect(sampleOfSchema(document, { $ref: '#/components/schemas/Node' })).toEqual({ name: 'text', children: [] })
    expect(() => sampleOfSchema(document, { $ref: '#/components/schemas/Endless' })).toThrow(/contains itself/)
  })

  test('of a schema that grows without measure is refused, not made', () => {
    const wide = (inner: object) => ({
      type: 'object',
      properties: Object.fromEntries('a b c d e f g h'.split(' ').map((name) => [name, inner])),
    })
    const schema = wide(wide(wide(wide(wide({ type: 'string' })))))
    expect(() => sampleOfSchema({}, schema)).toThrow(/more than 5000 values/)
  })

  test('has no fields that are only sent, and odd names stay fields', () => {
    const properties = { password: { type: 'string', writeOnly: true }, constructor: { type: 'integer' } }
    expect(sampleOfSchema({}, { type: 'object', properties })).toEqual({ constructor: 1 })
  })
})

describe('what cannot be answered is left out with its place and the reason', () => {
  test.each([
    [{ responses: {} }, 'It has no response with a status from 200 on.'],
    [{ responses: { 200: { $ref: '#/components/responses/None' } } }, /leads nowhere: there is no “components”/],
    [{ responses: { 200: { $ref: 'other.yaml#/a' } } }, /leads out of the document/],
    [{ responses: { 200: { $ref: '#/paths/~1bad/get/responses/200' } } }, /leads to itself/],
    [ok({ schema: { type: 'object' } }, 'application/xml'), /Only texts and JSON can be made/],
    ['odd', 'It is no object.'],
  ])('%j', async (operation, why) => {
    const mock = await mockOf(withPaths({ '/bad': { get: operation }, '/good': { get: { responses: { 204: {} } } } }))
    expect(mock.operations).toEqual([{ method: 'GET', path: '/good', status: 204, body: 'none' }])
    expect(mock.leftOut).toEqual([{ place: 'paths./bad.get', why: expect.stringMatching(why) }])
  })

  test('so is the check of bodies', async () => {
    const post = { requestBody: { content: {} }, responses: { 201: {} } }
    const { leftOut } = await mockOf(withPaths({ '/pets': { post } }))
    expect(leftOut).toEqual([
      { place: 'requestBody', why: expect.stringContaining('not held against their schemas (1') },
    ])
  })

  test('and what is more than a source can have', async () => {
    const get = { responses: { 204: {} } }
    const paths = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`/p${index}/{id}`, { get }]))
    const { rules, operations, leftOut } = await mockOf(withPaths(paths))
    expect(operations.length + leftOut.length).toBe(300)
    expect(leftOut[0]?.why).toBe('A source has at most 500 rules.')
    expect(SourceSettings.shape.answerRules.parse(rules).length).toBeGreaterThan(490)
  })
})

describe('a document', () => {
  test('may be YAML', async () => {
    const text =
      'openapi: 3.0.3\npaths:\n  /a:\n    get:\n      responses:\n        200:\n          content: {application/json: {example: [1]}}\n'
    expect((await mockOf(text)).operations).toEqual([{ method: 'GET', path: '/a', status: 200, body: 'example' }])
  })

  test.each([
    ['{"openapi":', 'document', /not JSON/],
    ['a: [1', 'document', /neither JSON nor YAML.*line 1/s],
    ['hello', 'document', /holds no object/],
    ['swagger: "2.0"', 'document.swagger', /Swagger 2/],
    ['openapi: 4.0.0', 'document.openapi', /“4.0.0”/],
    ['info: {}', 'document.openapi', /is missing/],
    ['openapi: 3.1.0', 'document.paths', /“paths” is missing/],
    ['openapi: 3.1.0\npaths: {pets: {}}', 'document.paths.pets', /does not begin with a slash/],
    ['openapi: 3.1.0\npaths: {/pets: {}}', 'document.paths', /no path of it has an operation/],
    ['openapi: 3.1.0\npaths: {/pets: {get: {}}}', 'document.paths./pets.get', /no response/],
    [`openapi: 3.1.0\nx: ${'y'.repeat(1_000_000)}`, 'document', /Give it as JSON/],
  ])('that is none is refused at its place: %.40s', async (text, path, message) => {
    const error = await mockOf(text).catch((caught: unknown) => caught)
    expect(error).toMatchObject({ code: 'bad-input', errors: [{ path }], message: expect.stringMatching(message) })
  })
})
