import { expect, test } from 'vitest'
import { createWriter } from '#main/core/database/writer.ts'
import type { Writer } from '#main/core/database/writer.ts'
import type { RunningService } from '#test/support/service.ts'
import { runService } from '#test/support/service.ts'

const webhooks = Array.from({ length: 998 }, (_, n) => ({
  name: `hook ${n}`,
  url: `http://127.0.0.1:9/${n}`,
  events: ['deploy.done'],
  templateId: 'Short',
}))
const template = { name: 'Short', source: '{"text":"{{ event.type }}"}' }
const trigger = {
  name: 'Tell the last',
  events: ['deploy.done'],
  enabled: true,
  actions: [{ kind: 'deliver', to: { kind: 'webhook', name: 'hook 997' }, templateId: 'Short' }],
}
const file = (last: object): string =>
  JSON.stringify({ creel: 1, templates: [template], webhooks, triggers: [{ ...trigger, ...last }] })

const apply = (creel: RunningService, text: string) => creel.call('configuration.apply', { text, apply: true })

async function countAll(creel: RunningService): Promise<number[]> {
  const { text } = await creel.call('configuration.export', {})
  return ['templates', 'webhooks', 'triggers'].map((kind) => {
    const [, list = ''] = new RegExp(`^${kind}:((?:\\n[ -].*|\\n$| \\[\\])*)`, 'm').exec(text) ?? []
    return list.match(/^ {2}- name:/gm)?.length ?? 0
  })
}

test('of a file with 1,000 things whose last cannot be, nothing is made; mended, all is made in one commit', async () => {
  let bodies = 0
  const counted = (...given: Parameters<typeof createWriter>): Writer => {
    const writer = createWriter(...given)
    return { ...writer, write: (body) => (bodies++, writer.write(body)) }
  }
  await using creel = await runService({}, { createWriter: counted })
  const wrong = { actions: [{ kind: 'command', program: '/bin/true' }] }
  await expect(apply(creel, file(wrong))).rejects.toMatchObject({
    code: 'bad-input',
    message: expect.stringContaining('The trigger “Tell the last” is refused'),
  })
  expect(await countAll(creel)).toEqual([0, 0, 0])

  bodies = 0
  const { changes } = await apply(creel, file({}))
  expect([changes.length, bodies]).toEqual([1000, 1])
  expect(await countAll(creel)).toEqual([1, 998, 1])
  expect((await creel.call('triggers.list', {})).items).toMatchObject([{ enabled: true, faults: [] }])
  const again = await apply(creel, file({}))
  expect(again.changes.filter(({ kind }) => kind !== 'unchanged')).toEqual([])
})

test('where a write of a file fails in between, nothing of it is kept', async () => {
  let left = Number.POSITIVE_INFINITY
  const failing = (...given: Parameters<typeof createWriter>): Writer => {
    const writer = createWriter(...given)
    return {
      ...writer,
      write: (body) =>
        writer.write((tx) =>
          body(
            new Proxy(tx, {
              get(target, name) {
                if (name === 'insertInto' && --left < 0) throw new Error('The disk went away.')
                const own: unknown = Reflect.get(target, name, target)
                return typeof own === 'function' ? (own.bind(target) as unknown) : own
              },
            }),
          ),
        ),
    }
  }
  await using creel = await runService({}, { createWriter: failing })
  left = 700
  await expect(apply(creel, file({}))).rejects.toMatchObject({ code: 'internal' })
  left = Number.POSITIVE_INFINITY
  expect(await countAll(creel)).toEqual([0, 0, 0])
})
