import { expect, test } from 'vitest'
import type { ToolField } from '#shared/rules/actions/tool-arguments.ts'
import {
  argumentsFor,
  argumentText,
  fieldsOfTool,
  readToolArguments,
  withArgument,
  writeToolArguments,
} from '#shared/rules/actions/tool-arguments.ts'

const field = (name: string, kind: ToolField['kind']): ToolField => ({
  name,
  kind,
  description: '',
  isRequired: false,
  choices: null,
})

test('the simple arguments of a tool are fields, the required first; the others are not', () => {
  const fields = fieldsOfTool({
    type: 'object',
    required: ['title'],
    properties: {
      priority: { type: 'string', enum: ['high', 'low'], description: 'How urgent.' },
      count: { type: 'integer' },
      research: { type: 'boolean' },
      tags: { type: 'array', items: { type: 'string' } },
      either: { type: ['string', 'null'] },
      odd: true,
      title: { type: 'string' },
    },
  })
  expect(fields.map(({ name, kind, isRequired }) => [name, kind, isRequired])).toEqual([
    ['title', 'text', true],
    ['priority', 'text', false],
    ['count', 'number', false],
    ['research', 'flag', false],
  ])
  expect(fields[1]).toMatchObject({ choices: ['high', 'low'], description: 'How urgent.' })
  expect(fieldsOfTool({})).toEqual([])
})

test('what is typed into fields becomes a template of JSON, and is read back as it was typed', () => {
  let given = readToolArguments('{"tags": ["{{ data.label }}", {{ data.rank }}]}') ?? {}
  given = withArgument(given, field('title', 'text'), 'Say "{{ data.title }}"')
  given = withArgument(given, field('count', 'number'), '{{ data.count }}')
  given = withArgument(given, field('times', 'number'), '2.5')
  given = withArgument(given, field('loud', 'flag'), 'true')
  given = withArgument(given, field('odd', 'number'), 'many')
  const text = writeToolArguments(given)
  expect(text.replaceAll(/\s+/g, ' ')).toBe(
    '{ "tags": [ "{{ data.label }}", {{ data.rank }} ], "title": "Say \\"{{ data.title }}\\"", "count": {{ data.count }}, "times": 2.5, "loud": true, "odd": "many" }',
  )
  const read = readToolArguments(text)
  expect(read).toEqual(given)
  expect(['title', 'count', 'times', 'loud', 'none', 'tags'].map((name) => argumentText(read?.[name]))).toEqual([
    'Say "{{ data.title }}"',
    '{{ data.count }}',
    '2.5',
    'true',
    '',
    null,
  ])
  expect(Object.keys(withArgument(given, field('count', 'number'), ''))).not.toContain('count')
})

test('a place in a text is left where it is, and what is more than JSON with places is no arguments', () => {
  expect(readToolArguments('{"a": "{{ data.b }} and \\" {{ data.c }}"}')).toEqual({
    a: '{{ data.b }} and " {{ data.c }}',
  })
  for (const text of ['', '[]', '{"a": {% if data.b %}1{% endif %}}', '{{ data }} x', '{{ data }}']) {
    expect(readToolArguments(text)).toBeNull()
  }
})

test('another tool takes over those arguments that it has itself, with their places', () => {
  const schema = { type: 'object', properties: { text: { type: 'string' }, count: { type: 'integer' } } }
  const written = '{"text": "{{ data.title }}", "count": {{ data.count }}, "times": 2}'
  expect(argumentsFor(schema, written)).toBe('{\n  "text": "{{ data.title }}",\n  "count": {{ data.count }}\n}')
  expect(argumentsFor({ properties: { other: {} } }, written)).toBe('{}')
  expect(argumentsFor({}, '{"toString": 1}')).toBe('{}')
  expect(argumentsFor(schema, '{% if data %}')).toBe('{}')
})
