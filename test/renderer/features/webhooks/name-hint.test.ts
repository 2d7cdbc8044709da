import { expect, test } from 'vitest'
import { nameHint } from '#renderer/features/webhooks/form/name-hint.ts'
import type { Webhook } from '#shared/model/webhook.ts'

const named = (id: string, name: string): Webhook => ({ id, name }) as Webhook
const others = [named('wh_one', 'ops'), named('wh_two', 'Orders')]
const hintFor = (id: string, name: string): string => nameHint({ id, draft: { name } }, others)

test('a name that another webhook has is told of, and no other', () => {
  expect(hintFor('new', 'ops')).toMatch(/^Another webhook has this name\./)
  expect(hintFor('wh_two', ' ops ')).toMatch(/^Another webhook has this name\./)
  for (const [id, name] of [
    ['new', 'Ops two'],
    ['wh_one', 'ops'],
    ['new', ''],
  ] as const) {
    expect(hintFor(id, name)).not.toContain('Another webhook')
  }
})
