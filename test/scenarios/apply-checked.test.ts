import { expect, test } from 'vitest'
import type { AppError } from '#shared/contract/problem.ts'
import { runService } from '#test/support/service.ts'

const guide = `creel: 1
webhooks:
  - name: ops
    url: https://ops.example.com/hooks
    events: [deploy.*]
    auth: { kind: bearer, secret: '\${OPS_AUTH}' }
triggers:
  - name: Tell ops
    events: [github.push]
    actions:
      - { kind: deliver, to: { kind: webhook, name: ops } }
      - { kind: notify, title: A push }
    enabled: true
`

test('the example of the guide, applied twice, differs in nothing the second time', async () => {
  await using creel = await runService()
  const given = { text: guide, secrets: { OPS_AUTH: 'hunter2hunter2' } }
  const first = await creel.call('configuration.apply', { ...given, apply: true })
  expect(first.changes.map(({ kind }) => kind)).toEqual(['create', 'create'])
  const second = await creel.call('configuration.apply', given)
  expect(second.changes.map(({ kind, fields }) => ({ kind, fields }))).toEqual([
    { kind: 'unchanged', fields: [] },
    { kind: 'unchanged', fields: [] },
  ])
})

const triggerWith = (actions: string): string => `triggers: [{ name: z1, events: [a.b], actions: [${actions}] }]`

test('what a file may not say is refused with its name and place, by a dry run as well', async () => {
  await using creel = await runService()
  const { port } = new URL(creel.controlUrl)
  const refusals: [string, string][] = [
    ['webhooks: [{ name: w1 }]', 'The webhook “w1” is refused: url: This must be an absolute http or https URL.'],
    ['webhooks: [{ name: w1, url: "http://127.0.0.1:9/" }]', 'The webhook “w1” is refused: events: This is missing.'],
    ['triggers: [{ name: z1 }]', 'The trigger “z1” is refused: events: This is missing.'],
    ['templates: [{ name: T5 }]', 'The template “T5” is refused: source: This is missing.'],
    [
      'triggers: [{ name: z1, actions: 5 }]',
      'The field actions of the trigger “z1” is not right. This must be a list.',
    ],
    ['triggers: [{ name: z1, events: [a.b], enabled: maybe }]', 'The field enabled of the trigger “z1” is not right.'],
    [triggerWith('null'), 'The field actions of the trigger “z1” is not right. 0: This'],
    [triggerWith('{ kind: notfy, title: hi }'), 'not right. 0.kind: This must be one of deliver, '],
    [triggerWith('{ kind: notify }'), 'not right. 0.title: This is missing.'],
    [triggerWith('{ kind: deliver, to: { kind: webhook } }'), 'not right. 0.to.name: This is missing.'],
    [
      `webhooks: [{ name: w1, url: 'http://127.0.0.1:${port}/', events: [a.b] }]`,
      'The webhook “w1” is refused: The webhook cannot be used: url leads to Creel’s own control port.',
    ],
    ['templates: [{ name: T5, source: "{{ event." }]', 'The template “T5” is refused: '],
    [
      'triggers: [{ name: z1, events: [a.b], enabled: true }]',
      'The trigger “z1” is refused: The trigger cannot be on: ',
    ],
    ['trigers: []', 'There is no “trigers” here.'],
    [
      'webhooks: [{ name: w1, retry: { kind: linear, firstSeconds: 1, attempts: 2, foo: 1 } }]',
      'The webhook “w1” has a field retry.foo, which there is not.',
    ],
    [
      triggerWith('{ kind: notify, title: hi, txt: lost }'),
      'The trigger “z1” has a field actions.0.txt, which there is not.',
    ],
    [
      `webhooks: [{ name: w1, url: 'http://127.0.0.1:9/', events: [a.b] }]\n${triggerWith('{ kind: deliver, to: { kind: webhook, name: w1, foo: 1 } }')}`,
      'The trigger “z1” has a field actions.0.to.foo, which there is not.',
    ],
  ]
  const told: [string, string][] = []
  for (const apply of [false, true]) {
    for (const [lines, words] of refusals) {
      const { message } = await creel.call('configuration.apply', { text: `creel: 1\n${lines}`, apply }).then(
        () => ({ message: 'not refused' }),
        (error: AppError) => error,
      )
      if (!message.includes(words)) told.push([lines, message])
    }
  }
  expect(told).toEqual([])
  expect((await creel.call('webhooks.list', {})).items).toEqual([])
})

const withSecrets = (auth: string, header: string): string => `creel: 1
webhooks:
  - name: ops
    url: https://ops.example.com/hooks
    events: [deploy.*]
    auth: { kind: bearer, secret: ${JSON.stringify(auth)} }
    headers: [{ name: X-Key, value: ${JSON.stringify(header)}, isSecret: true }]
`

test('a secret that is the same is no difference, whatever its placeholder is called; another one is taken', async () => {
  await using creel = await runService()
  const secrets = { MY_SEC: 'hunter2hunter2', MY_KEY: 'hunter3hunter3' }
  const bearer = { kind: 'bearer' }
  const apply = (text: string) => creel.call('configuration.apply', { text, secrets, apply: true })
  await apply(withSecrets('${MY_SEC}', '${MY_KEY}'))
  for (const text of [withSecrets('${MY_SEC}', '${MY_KEY}'), withSecrets('${OTHER}', '${OPS_X_KEY}')])
    expect((await apply(text)).changes).toMatchObject([{ kind: 'unchanged', fields: [] }])
  expect((await apply(withSecrets('hunter2hunter2', '${MY_KEY}'))).changes).toMatchObject([{ kind: 'unchanged' }])
  secrets.MY_SEC = 'hunter4hunter4'
  const another = { ...bearer, secret: '[another secret]' }
  expect((await apply(withSecrets('${MY_SEC}', '${MY_KEY}'))).changes).toMatchObject([
    { kind: 'update', fields: [{ path: 'auth', from: another, to: { ...bearer, secret: '${MY_SEC}' } }] },
  ])
  expect((await apply(withSecrets('${MY_SEC}', '${MY_KEY}'))).changes).toMatchObject([{ kind: 'unchanged' }])
  const changed = await apply(withSecrets('${MY_SEC}', '${MY_KEY}').replace('bearer', 'api-key'))
  expect(changed.changes).toMatchObject([{ kind: 'update', fields: [{ path: 'auth' }] }])
  secrets.MY_KEY = 'hunter5hunter5'
  const other = await apply(withSecrets('${MY_SEC}', '${MY_KEY}').replace('bearer', 'api-key'))
  expect(other.changes).toMatchObject([{ kind: 'update', fields: [{ path: 'headers' }] }])
})

test('a secret that holds a placeholder and is none is refused, not sent as it is', async () => {
  await using creel = await runService()
  for (const [auth, header, place] of [
    ['lit-${MY_SEC}', '${MY_KEY}', 'auth.secret'],
    ['${my_sec}', '${MY_KEY}', 'auth.secret'],
    ['${MY_SEC}', '${MY_KEY} ', 'headers.0.value'],
  ] as const) {
    const text = withSecrets(auth, header)
    const secrets = { MY_SEC: 'hunter2hunter2', MY_KEY: 'hunter3hunter3' }
    await expect(creel.call('configuration.apply', { text, secrets })).rejects.toMatchObject({
      code: 'bad-input',
      message: expect.stringContaining(`The field ${place} of the webhook “ops” is no placeholder`),
    })
  }
})
