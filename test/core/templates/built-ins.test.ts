import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { taskTypes } from '#shared/catalogue/task-types.ts'
import { TemplateId, TemplateVersionId } from '#shared/model/id.ts'
import type { EnvelopeEvent, EnvelopeName } from '#shared/rules/envelopes.ts'
import { renderEnvelope } from '#shared/rules/envelopes.ts'
import { contentOfBuiltIn } from '#shared/templates/built-in.ts'
import { builtInOfVersion, builtIns, idOfBuiltIn, versionIdOfBuiltIn } from '#shared/templates/built-ins.ts'
import { createTryTemplate } from '#main/core/templates/try-template.ts'
import { runInSandbox } from '#test/support/run-in-sandbox.ts'
import { sampleEvent } from '#test/support/template-events.ts'

const run = createTryTemplate(runInSandbox)

const task: EnvelopeEvent = {
  ...sampleEvent,
  type: 'task.created',
  data: taskTypes['task.created'].sample,
  metadata: { actorId: 'usr_7', accountId: 'acc_1', isTest: true },
}
const message: EnvelopeEvent = {
  ...sampleEvent,
  type: 'deploy.failed',
  source: 'my shop',
  data: {
    title: 'Build <!channel> "42" *failed*',
    description: 'On line\n3 & 4 @everyone',
    url: 'https://ci.example/42?a=1&b=2',
    some_key: { otherKey: [1, null, true] },
  },
  metadata: {},
}
const bare: EnvelopeEvent = { ...sampleEvent, type: 'a.b', data: {}, metadata: {} }
const events = { task, message, bare }

const textOf = async (name: string, event: EnvelopeEvent): Promise<string> => {
  const builtIn = builtIns.find((one) => one.name === name)
  if (!builtIn) throw new Error(name)
  const result = await run(contentOfBuiltIn(builtIn), event)
  return result.kind === 'rendered' ? result.text : JSON.stringify(result)
}

type Golden = Record<string, Record<keyof typeof events, unknown>>
const golden = JSON.parse(readFileSync('test/vectors/templates.json', 'utf8')) as Golden

describe.each(builtIns.map(({ name, format }) => ({ name, format })))(
  'the built-in template $name',
  ({ name, format }) => {
    test.each(Object.keys(events) as (keyof typeof events)[])(
      'makes its golden output of the event %s',
      async (key) => {
        const text = await textOf(name, events[key])
        expect(format === 'json' ? JSON.parse(text) : text).toEqual(golden[name]?.[key])
      },
    )
  },
)

test('every golden output is of a template there is', () => {
  expect(Object.keys(golden).toSorted()).toEqual(builtIns.map(({ name }) => name).toSorted())
})

test('the templates of the envelopes make what the envelopes make', async () => {
  const pairs: Record<string, EnvelopeName> = {
    'standard-webhooks': 'standard',
    taskflow: 'taskflow',
    group: 'group',
    platform: 'platform',
    cloudevents: 'cloudevents',
  }
  for (const [name, envelope] of Object.entries(pairs)) {
    for (const event of Object.values(events)) {
      const expected = renderEnvelope(envelope, event, 'full')
      const content = contentOfBuiltIn(builtIns.find((one) => one.name === name) ?? never())
      expect(JSON.parse(await textOf(name, event))).toEqual(JSON.parse(expected.text))
      expect(content.contentType ?? 'application/json').toBe(expected.headers[0]?.[1])
    }
  }
})

test('what people wrote mentions nobody in Slack and Discord', async () => {
  expect(await textOf('slack', message)).toContain('&lt;!channel&gt;')
  expect(await textOf('slack', message)).not.toMatch(/"type": "mrkdwn", "text": "[^"]*<!/)
  expect(JSON.parse(await textOf('discord', message))).toMatchObject({ allowed_mentions: { parse: [] } })
})

test('ids of built-in templates are ids', () => {
  for (const builtIn of builtIns) {
    expect(TemplateId.parse(idOfBuiltIn(builtIn))).toBe(`tpl_${builtIn.name}`)
    expect(builtInOfVersion(TemplateVersionId.parse(versionIdOfBuiltIn(builtIn)))).toBe(builtIn)
  }
})

const never = (): never => {
  throw new Error('There is no such template.')
}
