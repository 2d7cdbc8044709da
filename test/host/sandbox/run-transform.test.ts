import { expect, test } from 'vitest'
import type { TemplateContent } from '#shared/model/template.ts'
import { runInSandbox } from '#test/support/run-in-sandbox.ts'
import { renderJob } from '#test/support/template-events.ts'

async function run(body: string, given: Partial<TemplateContent> = {}) {
  const source = body.startsWith('\n') ? body : `function transform(event) { ${body} }`
  const answer = await runInSandbox('test', renderJob({ source, language: 'javascript', ...given }))
  if (answer.kind !== 'done') throw new Error(answer.kind)
  return answer.result
}

test('a transform makes the payload', async () => {
  const result = await run(
    'return { who: event.data.customer.name, total: event.data.items.reduce((n, i) => n + i.count, 0) }',
  )
  expect(result).toMatchObject({ kind: 'rendered', text: '{"who":"O\\"Hara & <Sons>","total":4}' })
})

test('null skips', async () => {
  expect(await run('return event.data.amount > 1 ? null : {}')).toEqual({ kind: 'skipped' })
})

test('an arrow function will do', async () => {
  expect(await run('\nconst transform = ({ type }) => [type]')).toMatchObject({ text: '["invoice.paid"]' })
})

test.each([
  ['form', 'return { a: 1, b: { c: "x y" }, d: [true] }', 'a=1&b%5Bc%5D=x+y&d%5B0%5D=true'],
  ['form', 'return toForm({ a: "&" })', 'a=%26'],
  [
    'xml',
    'return { order: { "@id": 7, line: ["a", "<b>"] } }',
    '<?xml version="1.0" encoding="UTF-8"?>\n<order id="7"><line>a</line><line>&lt;b&gt;</line></order>',
  ],
  ['text', 'return `Paid ${event.data.amount / 100}`', 'Paid 149'],
  ['json', 'return parseXml("<a x=\'1\'><b>2</b><b>3</b></a>")', '{"a":{"@x":"1","b":["2","3"]}}'],
  ['json', 'return parseForm("a=1+2&b=%26&a=3")', '{"a":["1 2","3"],"b":"&"}'],
] as const)('converts formats: %s, %s', async (format, body, text) => {
  expect(await run(body, { format })).toMatchObject({ text })
})

test.each([
  [
    '\nfunction transform(event) {\n  return event.data.none.name\n}',
    3,
    /^TypeError: cannot read property 'name' of undefined\.$/,
  ],
  ['\nfunction transform(event) {\n  return event.(\n}', 3, /^SyntaxError/],
  ['\nconst other = 1', null, /there is no function transform\(event\)/],
  ['\nfunction transform() {}', null, /returned nothing/],
  ['\nasync function transform() { return {} }', null, /must not be async/],
  ['\nfunction transform() { return () => 1 }', null, /no JSON/],
  ['\nfunction transform() {\n throw "no" }', null, /^It threw no\.$/],
  ['\nfunction transform() {\n return parseXml("<a>") }', 3, /<a> is not closed/],
  ['\nfunction transform() {\n for(;;); }', 2, /ran for more than 500 ms/],
  ['\nfunction transform() {\n return transform() }', 3, /stack overflow/],
])('a mistake is told with its line: %j', async (source, line, message) => {
  expect(await run(source)).toMatchObject({ kind: 'faulty', fault: { line, message: expect.stringMatching(message) } })
})

test('nothing is left from one run to the next', async () => {
  await run('globalThis.left = 1; Array.prototype.map = 1; JSON.parse = () => 1; return 1')
  expect(await run('return [typeof left, [1].map((n) => n + 1)]')).toMatchObject({ text: '["undefined",[2]]' })
})

const schema = { type: 'object', required: ['who'], properties: { who: { type: 'string', pattern: '^(a+)+$' } } }

test('the data of the event and the payload are checked by their schemas', async () => {
  const input = { inputSchema: { required: ['order'] } }
  const output = { outputSchema: schema }
  const messageOf = async (body: string, given: Partial<TemplateContent>) => {
    const result = await run(body, given)
    return result.kind === 'faulty' ? result.fault.message : result.kind
  }
  expect(await messageOf('return 1', input)).toBe('The data of the event is not as its schema says: order is missing.')
  expect(await messageOf('return {}', output)).toBe('The payload is not as its schema says: who is missing.')
  expect(await messageOf(`return { who: '${'a'.repeat(50)}!' }`, output)).toMatch(/who must match pattern/)
  expect(await messageOf('return { who: "aa" }', output)).toBe('rendered')
})
