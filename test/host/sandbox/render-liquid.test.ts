import { describe, expect, test } from 'vitest'
import type { TemplateFormat } from '#shared/model/template.ts'
import { runInSandbox } from '#test/support/run-in-sandbox.ts'
import { renderJob, sampleEvent } from '#test/support/template-events.ts'

async function render(source: string, format: TemplateFormat = 'json', data = sampleEvent.data) {
  const answer = await runInSandbox('test', renderJob({ source, format }, { ...sampleEvent, data }))
  if (answer.kind !== 'done') throw new Error(answer.kind)
  return answer.result
}
const textOf = async (...given: Parameters<typeof render>): Promise<string> => {
  const result = await render(...given)
  return result.kind === 'rendered' ? result.text : JSON.stringify(result)
}
const faultOf = async (...given: Parameters<typeof render>) => {
  const result = await render(...given)
  return result.kind === 'faulty' ? result.fault : result
}

describe('a template of JSON', () => {
  test('escapes inside of a string and writes whole values outside of one', async () => {
    const source = '{"who": "Dear {{ data.customer.name }}", "amount": {{ data.amount }}, "items": {{ data.items }}}'
    expect(JSON.parse(await textOf(source))).toEqual({
      who: 'Dear O"Hara & <Sons>',
      amount: 14900,
      items: sampleEvent.data['items'],
    })
  })

  test('writes null for what is missing, and nothing inside of a string', async () => {
    expect(await textOf('{"a": {{ data.none }}, "b": "[{{ data.none }}]"}')).toBe('{"a": null, "b": "[]"}')
  })

  test('takes what the filter json wrote as it is, and as text inside of a string', async () => {
    expect(await textOf('[{{ data.customer | json }}, "{{ data.items[0] | json }}"]')).toBe(
      '[{"name":"O\\"Hara & <Sons>","email":"ap@corva.example"}, "{\\"name\\":\\"Hooks\\",\\"count\\":3}"]',
    )
  })

  test.each([
    '"}, "admin": true, "x": "',
    '\\',
    '\\"',
    '\u0000\u001f\u2028',
    '\ud800',
    '{{ data.x }}',
    '*/',
    '</script>',
  ])('stays valid whatever is filled in: %j', async (name) => {
    const text = await textOf('{"a": "{{ data.name }}", "b": {{ data.name }}, "c": "x\\"{{ data.name }}"}', 'json', {
      name,
    })
    const told = name.toWellFormed()
    expect(JSON.parse(text)).toEqual({ a: told, b: told, c: `x"${told}` })
  })

  test('escapes what was captured where it is filled in, once', async () => {
    expect(await textOf('{% capture who %}<{{ data.customer.name }}>{% endcapture %}{"a": "{{ who }}"}')).toBe(
      '{"a": "<O\\"Hara & <Sons>>"}',
    )
  })

  test('escapes through echo, cycle and loops too', async () => {
    const source =
      '["{% echo data.customer.name %}", "{% cycle data.customer.name %}"{% for i in data.items %}, "{{ i.name }}"{% endfor %}]'
    expect(JSON.parse(await textOf(source))).toEqual(['O"Hara & <Sons>', 'O"Hara & <Sons>', 'Hooks', 'Line\nbreak'])
  })

  test('knows no filter that would switch the escaping off', async () => {
    expect(await faultOf('{"a": "{{ data.customer.name | raw }}"}')).toEqual({
      message: 'Undefined filter: raw.',
      line: 1,
      column: 8,
    })
  })
})

describe('a mistake is told with its line', () => {
  test.each([
    ['{\n  "a": 1,\n}', 3, 1, 'The result is no JSON. Here should be a name in double quotes.'],
    ['{\n  "a": 1\n  "b": 2\n}', 3, 3, 'The result is no JSON. Here should be a comma or }.'],
    ['{"a":\n{{ data.amount }}{{ data.amount }}x}', 2, 35, 'The result is no JSON. Here should be a comma or }.'],
    [
      '{\n"a": [{% for i in data.items %}\n{{ i.count }},{% endfor %}]}',
      3,
      27,
      'The result is no JSON. Here should be a value.',
    ],
    ['{"a": 1', 1, 7, 'The result is no JSON. It ends where a comma or } should follow.'],
    ['{\n"a": {{ data.amount | nope }}\n}', 2, 6, 'Undefined filter: nope.'],
    ['{\n{% if data.a %}\n}', 2, 1, 'Tag {% if data.a %} not closed.'],
    ['{\n\n{% include "x" %}\n}', 3, 1, 'Tag "include" not found.'],
  ])('%j', async (source, line, column, message) => {
    expect(await faultOf(source)).toEqual({ message, line, column })
  })

  test('in XML', async () => {
    expect(await faultOf('<a>\n<b>{{ data.customer.name }}</a>', 'xml')).toMatchObject({ line: 2 })
  })

  test('in a form', async () => {
    expect(await faultOf('a=1&b=two words', 'form')).toEqual({
      message: 'The result is no Form. " " must be percent-encoded in a form.',
      line: 1,
      column: 10,
    })
  })
})

describe('other formats', () => {
  test('a form encodes what is filled in', async () => {
    expect(await textOf('who={{ data.customer.name }}&n={{ data.amount }}\n', 'form')).toBe(
      'who=O%22Hara%20%26%20%3CSons%3E&n=14900',
    )
  })

  test('XML escapes in text and in attributes', async () => {
    expect(await textOf('<a b="{{ data.customer.name }}">{{ data.items[1].name }}</a>', 'xml')).toBe(
      '<a b="O&quot;Hara &amp; &lt;Sons&gt;">Line\nbreak</a>',
    )
  })

  test('text is as it is', async () => {
    expect(await textOf(' {{ data.customer.name }}\n', 'text')).toBe(' O"Hara & <Sons>\n')
  })
})

describe('the filters of Creel', () => {
  test.each([
    ['{{ data.amount | money }}', '$149.00'],
    ['{{ data.amount | money: "jpy" }}', '¥14,900'],
    ['{{ data.customer.email | matches: "^[a-z]+@corva" }}', 'true'],
    ['{{ data.customer.name | slack_text }}', 'O"Hara &amp; &lt;Sons&gt;'],
    ['{{ "*a* [b](c)" | discord_text }}', '\\*a\\* \\[b\\]\\(c\\)'],
    [
      '{{ data.items[0] | xml }}',
      '<?xml version="1.0" encoding="UTF-8"?>\n<payload><name>Hooks</name><count>3</count></payload>',
    ],
  ])('%s', async (source, expected) => {
    expect(await textOf(source, 'text')).toBe(expected)
  })
})
