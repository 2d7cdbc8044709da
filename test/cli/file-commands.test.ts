import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runCli } from '#main/cli/run-cli.ts'
import { lentTerminal } from '#test/support/lent-terminal.ts'
import type { RunningService } from '#test/support/service.ts'
import { runService } from '#test/support/service.ts'

async function creelCommand(creel: RunningService, args: string[], environment: Record<string, string> = {}) {
  const lent = lentTerminal({ environment: { CREEL_HOME: creel.home, ...environment } })
  const exitCode = await runCli(args, lent.terminal)
  return { exitCode, output: lent.output(), complaint: lent.complaint() }
}

test('what is exported makes the same elsewhere, by name and without secrets, and applied twice changes nothing', async () => {
  await using one = await runService()
  const source = await one.firstSource()
  const template = await one.call('templates.create', { name: 'Short', source: '{"text":"{{ event.type }}"}' })
  await one.call('templates.publish', { id: template.id })
  const webhook = await one.call('webhooks.create', {
    name: 'ops',
    url: 'http://127.0.0.1:9/hooks',
    events: ['deploy.*'],
    auth: { kind: 'bearer', secret: 'hunter2hunter2' },
    templateId: template.id,
  })
  await one.call('triggers.create', {
    name: 'Tell ops',
    events: ['github.push'],
    sources: [source.id],
    actions: [{ kind: 'deliver', to: { kind: 'webhook', id: webhook.id }, templateId: template.id }],
    enabled: true,
  })
  const file = join(one.home, 'creel.yaml')
  expect(await creelCommand(one, ['export', '--to', file])).toMatchObject({ exitCode: 0, complaint: '' })
  const text = readFileSync(file, 'utf8')
  expect(text).not.toMatch(/hunter2|wh_|src_|tpl_[0-9A-Z]{26}|trg_/)
  expect(text).toContain('${OPS_AUTH}')
  expect((await creelCommand(one, ['apply', '-f', file, '--yes'])).output).toContain('Nothing differs.')

  await using other = await runService()
  const dry = await creelCommand(other, ['apply', '-f', file, '--dry-run'], { OPS_AUTH: 'hunter3hunter3' })
  expect(dry.output).toContain('+ webhook “ops”')
  expect(dry.output).toContain('Nothing was changed.')
  expect((await other.call('webhooks.list', {})).items).toEqual([])
  for (const how of ['--dry-run', '--yes']) {
    const without = await creelCommand(other, ['apply', '-f', file, how])
    expect(without.exitCode).not.toBe(0)
    expect(without.complaint).toContain('The webhook “ops” is new, and nothing was given for OPS_AUTH.')
  }
  const applied = await creelCommand(other, ['apply', '-f', file, '--yes'], { OPS_AUTH: 'hunter3hunter3' })
  expect(applied).toMatchObject({ exitCode: 0, complaint: '' })
  expect(applied.output).toMatch(/Applying \d+ changes, all or none…\nApplied\./)
  const [made] = (await other.call('webhooks.list', {})).items
  const [trigger] = (await other.call('triggers.list', {})).items
  const [short] = (await other.call('templates.list', {})).items
  expect(trigger).toMatchObject({
    enabled: true,
    faults: [],
    actions: [{ to: { kind: 'webhook', id: made?.id }, templateId: short?.id }],
  })
  expect((await creelCommand(other, ['apply', '-f', file, '--yes'])).output).toContain('Nothing differs.')

  writeFileSync(file, text.replace('deploy.*', 'deploy.done'))
  const changed = await creelCommand(other, ['apply', '-f', file, '--yes'])
  expect(changed.output).toContain('~ webhook “ops”\n    events: ["deploy.*"] → ["deploy.done"]')
  expect((await other.call('webhooks.list', {})).items).toMatchObject([{ events: ['deploy.done'] }])
})

test.each([
  ['creel: 1\nwebhooks: [', 'The file is not YAML'],
  ['webhooks: []', 'The file is no configuration of Creel. creel: This must be 1.'],
  ['creel: 1\ntriggers: [{ name: A, event: [x] }]', 'has a field event, which triggers do not have'],
  [
    'creel: 1\ntriggers: [{ name: A, events: [a.b], actions: [{ kind: deliver, to: { kind: webhook, name: gone } }] }]',
    'refers to the webhook “gone”, which there is not',
  ],
])('a file that cannot be right is refused in words: %s', async (text, words) => {
  await using creel = await runService()
  const file = join(creel.home, 'bad.yaml')
  writeFileSync(file, text)
  const { exitCode, complaint } = await creelCommand(creel, ['apply', '-f', file, '--yes'])
  expect(exitCode).not.toBe(0)
  expect(complaint).toContain(words)
})

test('an export whose file would be refused says why and what to do', async () => {
  await using creel = await runService()
  await creel.call('sources.create', { name: 'twin' })
  await creel.call('sources.create', { name: 'twin' })
  const gone = await creel.call('webhooks.create', { name: 'gone', url: 'http://127.0.0.1:9/', events: ['a.b'] })
  const actions = [{ kind: 'deliver' as const, to: { kind: 'webhook' as const, id: gone.id } }]
  await creel.call('triggers.create', { name: 'Off', events: ['a.b'], sources: ['api'], actions })
  await creel.call('webhooks.delete', { id: gone.id })
  const file = join(creel.home, 'creel.yaml')
  const { exitCode, complaint } = await creelCommand(creel, ['export', '--to', file])
  expect(exitCode).toBe(0)
  expect(complaint.trimEnd().split('\n')).toEqual([
    'Several sources are called “twin”: a file knows things by their names. Rename one.',
    `The trigger “Off” refers to the webhook ${gone.id}, which is gone. Give it another.`,
  ])
  const refused = await creelCommand(creel, ['apply', '-f', file, '--dry-run'])
  expect(refused.complaint).toContain('There are two sources called “twin” in the file.')
  expect(refused.complaint).toContain('rename one.')
})

test('an export to where nothing can be written says so in one line', async () => {
  await using creel = await runService()
  const { exitCode, complaint } = await creelCommand(creel, ['export', '--to', join(creel.home, 'gone', 'x.yaml')])
  expect(exitCode).not.toBe(0)
  expect(complaint).toMatch(/^[^\n]*x\.yaml cannot be written\. Is the path right\?\n$/)
})

test('a file is not applied to a name that two things have: their ids are told', async () => {
  await using creel = await runService()
  const one = await creel.call('sources.create', { name: 'twin' })
  const other = await creel.call('sources.create', { name: 'twin' })
  for (const text of [
    'sources: [{ name: twin }]',
    'triggers: [{ name: A, events: [a.b], sources: [twin], actions: [] }]',
  ]) {
    const file = join(creel.home, 'twins.yaml')
    writeFileSync(file, `creel: 1\n${text}`)
    const { exitCode, complaint } = await creelCommand(creel, ['apply', '-f', file, '--yes'])
    expect(exitCode).toBe(1)
    expect(complaint).toMatch(/2 sources are called “twin”: src_\w+, src_\w+\. .* rename one\./)
    expect(complaint).toContain(one.id)
    expect(complaint).toContain(other.id)
  }
})
